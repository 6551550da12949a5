package io.quorate.peers;

import io.quorate.benchmarks.rig.SafetyViolation;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Kills the leader, and waits until another answers a command that was sent after that: one that
 * is dying may answer a few more. A command is due every two milliseconds, whatever became of those
 * before; one that is refused is sent again.
 */
final class FailoverRun {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SETTLE_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MANY = 512;              // unanswered: from there on, less often
    private static final int LESS_OFTEN = 25;

    private final Peer peer;
    private final int heartbeatMs;
    private final SplittableRandom random;
    private final UnsafeBuffer command;
    private final LongConsumer onAnswer = this::onAnswer;
    private long sent;
    private long answered;
    private long newest = -1;
    private long dueNs = System.nanoTime();

    FailoverRun(final Peer peer, final PeerConfig config, final long seed) {
        this.peer = peer;
        this.heartbeatMs = config.heartbeatMs();
        this.random = new SplittableRandom(seed);
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(config.payload()));
    }

    /** One failover, in nanoseconds; all nodes are there again afterwards. */
    long trial() {
        steady(SETTLE_NS + random.nextLong(TimeUnit.MILLISECONDS.toNanos(heartbeatMs)));
        final int victim = peer.leader();
        final long first = sent;
        final long killedNs = System.nanoTime();
        peer.kill(victim);
        final long tookNs = awaitSuccessor(victim, first) - killedNs;
        peer.restart(victim);
        steady(2 * SETTLE_NS);
        verify();
        return tookNs;
    }

    /** Goes on for a while, and until what is sent then is answered and a leader is known. */
    private void steady(final long forNs) {
        final long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < forNs || peer.leader() < 0) {
            turn();
            requireInTime(startNs, "a leader");
        }
        awaitAnswer(sent, "a command while nothing was amiss");
    }

    /** When it answered the first of the commands from that number on. */
    private long awaitSuccessor(final int victim, final long from) {
        long number = from;
        long answeredNs;
        int leader;
        do {
            awaitAnswer(number, "a command that was sent after the leader was killed");
            answeredNs = System.nanoTime();
            number = sent;
            leader = peer.leader();
        } while (leader < 0 || leader == victim);
        return answeredNs;
    }

    private void awaitAnswer(final long number, final String what) {
        final long startNs = System.nanoTime();
        while (newest < number) {
            turn();
            requireInTime(startNs, "the answer to " + what);
        }
    }

    private static void requireInTime(final long startNs, final String what) {
        if (System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(Deadline.SECONDS)) {
            throw new IllegalStateException("waited " + Deadline.SECONDS + " s in vain for "
                    + what);
        }
    }

    private void turn() {
        final long nowNs = System.nanoTime();
        if (nowNs - dueNs >= 0) {
            command.putLong(0, sent);
            if (peer.send(command, 0, command.capacity())) {
                sent++;
                final int often = sent - newest > MANY ? LESS_OFTEN : 1;
                dueNs = Math.max(dueNs + often * INTERVAL_NS, nowNs);
            }
        }
        peer.poll(onAnswer);
    }

    private void onAnswer(final long number) {
        if (number <= newest) {
            throw new SafetyViolation("command " + number + " was answered after " + newest);
        }
        newest = number;
        answered++;
    }

    private void verify() {
        final long acknowledged = answered;
        try {
            Deadline.await("what was answered to be applied", () -> {
                peer.poll(onAnswer);
                return peer.applied() >= acknowledged;
            });
        } catch (final IllegalStateException e) {
            throw new SafetyViolation("lost: " + acknowledged + " commands were answered, and the"
                    + " new leader has applied " + peer.applied());
        }
    }
}
