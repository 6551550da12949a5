package io.quorate.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.port.Durability;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every peer must do before it may be measured. */
@Timeout(300)
abstract class PeerContract {
    private static final int COMMANDS = 1_000;
    private static final int WINDOW = 16;

    private final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocateDirect(32));
    private final LongArrayList answers = new LongArrayList();
    private final PeerKind kind;
    private long sent;

    PeerContract(final PeerKind kind) {
        this.kind = kind;
    }

    @Test
    void threeNodesAnswerInOrderAndGoOnWithoutTheirLeader() {
        final Durability durability = kind.easiest();
        assumeTrue(kind.hindrance(durability).isEmpty(), kind.hindrance(durability));
        try (DataDirectory directory = DataDirectory.in(DataDirectory.parent(""), "contract");
                Peer peer = kind.start(PeerConfig.ofFailover(durability,
                        Setting.COMMON.timing(kind), directory.path()))) {
            answersInOrder(peer);
            final int killed = leader(peer);
            peer.kill(killed);
            goesOn(peer);
            assertTrue(leader(peer) != killed, "member " + killed + " still leads");
            peer.restart(killed);
            goesOn(peer);
        }
    }

    private void answersInOrder(final Peer peer) {
        final long startNs = System.nanoTime();
        while (answers.size() < COMMANDS) {
            while (sent < COMMANDS && sent - answers.size() < WINDOW && send(peer)) {
                sent++;
            }
            peer.poll(answers::addLong);
            requireInTime(startNs, "answers; " + answers.size() + " have come");
        }
        for (int i = 0; i < COMMANDS; i++) {
            assertEquals(i, answers.getLong(i));
        }
        Deadline.await("all commands to be applied", () -> peer.applied() == COMMANDS);
    }

    private boolean send(final Peer peer) {
        command.putLong(0, sent);
        return peer.send(command, 0, command.capacity());
    }

    /** What was under way in the leader may be lost; what is sent to the next one is not. */
    private void goesOn(final Peer peer) {
        final long first = sent;
        final long startNs = System.nanoTime();
        long dueNs = startNs;
        while (answers.getLong(answers.size() - 1) < first) {
            if (System.nanoTime() - dueNs >= 0 && send(peer)) {
                sent++;
                dueNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
            }
            peer.poll(answers::addLong);
            requireInTime(startNs, "an answer of another leader");
        }
    }

    private static int leader(final Peer peer) {
        Deadline.await("a leader", () -> peer.leader() >= 0);
        return peer.leader();
    }

    private static void requireInTime(final long startNs, final String what) {
        assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(Deadline.SECONDS),
                "waited in vain for " + what);
    }
}
