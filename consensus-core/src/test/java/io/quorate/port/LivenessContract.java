package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.port.TransportFactory.Peer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of all links that tell when a process is gone. */
@Timeout(240)
public abstract class LivenessContract {
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Map<Integer, Liveness> open = new HashMap<>();
    private final List<Integer> lost = new ArrayList<>();

    /** Where members 1 to 3 are reached. */
    protected abstract List<Peer> members();

    /** One member's end in a life of its. */
    protected abstract Liveness open(long clusterId, int member, int incarnation);

    /** A client's end. */
    protected abstract Liveness watch(long clusterId);

    /** Breaks all connections, but no process. */
    protected abstract void breakConnections();

    @AfterEach
    void closeAll() {
        open.values().forEach(Liveness::close);
    }

    private Liveness start(final int member, final int incarnation) {
        return start(7, member, incarnation);
    }

    private Liveness start(final long clusterId, final int member, final int incarnation) {
        final Liveness liveness = open(clusterId, member, incarnation);
        liveness.peers(members().stream().filter(peer -> peer.id() != member).toList());
        open.put(member, liveness);
        return liveness;
    }

    private void end(final int member) {
        open.remove(member).close();
    }

    private void hear(final int member) {
        open.get(member).poll(lost::add);
    }

    private void await(final int member, final BooleanSupplier condition) {
        Await.until("a loss or none", () -> {
            final boolean isSo = condition.getAsBoolean();
            if (!isSo) {
                hear(member);
            }
            return isSo;
        });
    }

    private void awaitWatching(final int member) {
        Await.until("a link to member " + member, () -> open.get(1).isWatching(member));
    }

    private void awaitLoss(final int of) {
        lost.clear();
        await(1, () -> lost.contains(of));
        lost.clear();
    }

    /** Nothing is told in a while, during which much could be. */
    private void assertQuiet() {
        final long endNs = System.nanoTime() + QUIET_NS;
        await(1, () -> System.nanoTime() - endNs > 0);
        assertEquals(List.of(), lost);
    }

    @Test
    void aClientIsToldOfAMemberThatEndsAndKnowsWhenItIsBack() {
        start(2, 1);
        final Liveness client = watch(7);
        open.put(1, client);
        client.peers(members());
        awaitWatching(2);
        end(2);
        awaitLoss(2);
        assertFalse(client.isWatching(2));
        start(2, 2);
        awaitWatching(2);
    }

    @Test
    void aProcessThatEndsIsToldOfToWhomeverWatchesIt() {
        start(1, 1);
        start(2, 1);
        start(3, 1);
        awaitWatching(2);
        awaitWatching(3);
        assertQuiet();
        end(2);
        awaitLoss(2);
        end(3);
        awaitLoss(3);
    }

    @Test
    void theMomentIsKeptAtWhichAConnectionEnded() {
        start(1, 1);
        start(2, 1);
        assertQuiet();
        final long beforeNs = System.nanoTime();
        end(2);
        awaitLoss(2);
        final long afterNs = System.nanoTime();
        final long endedNs = open.get(1).endedNs();
        assertTrue(endedNs - beforeNs >= 0 && afterNs - endedNs >= 0,
                endedNs + " is not from " + beforeNs + " to " + afterNs);
    }

    @Test
    void whoWasNeverThereIsNotMissed() {
        start(1, 1);
        assertQuiet();
    }

    @Test
    void aLossIsToldAgainWhileItLastsAndNoLonger() {
        start(1, 1);
        start(2, 1);
        awaitWatching(2);
        assertQuiet();
        end(2);
        awaitLoss(2);
        awaitLoss(2);
        start(2, 2);
        awaitWatching(2);
        awaitPeace();
        end(2);
        awaitLoss(2);
    }

    /** What was told before is heard, and then nothing more. */
    private void awaitPeace() {
        final long[] sinceNs = {System.nanoTime()};
        await(1, () -> {
            if (!lost.isEmpty()) {
                sinceNs[0] = System.nanoTime();
                lost.clear();
            }
            return System.nanoTime() - sinceNs[0] > QUIET_NS;
        });
    }

    @Test
    void connectionsThatBreakWhileBothLiveAreNoEvidence() {
        start(1, 1);
        start(2, 1);
        awaitWatching(2);
        assertQuiet();
        breakConnections();
        assertQuiet();
    }

    @Test
    void anotherClustersMemberIsNobodyToBeMissed() {
        start(1, 1);
        start(8, 2, 1);
        assertQuiet();
        end(2);
        assertQuiet();
    }

    @Test
    void whoIsNoPeerAnyMoreIsNotWatched() {
        start(1, 1);
        start(2, 1);
        awaitWatching(2);
        assertQuiet();
        open.get(1).peers(List.of());
        assertQuiet();
        end(2);
        assertQuiet();
    }
}
