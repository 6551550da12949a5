package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.raft.Reads;
import io.quorate.raft.Role;
import org.junit.jupiter.api.Test;

/** How old the state may be is told by a clock that may have stood still. */
class ReadGateTest {
    private static final long STALENESS = 50 * InlineCluster.MS;

    private final InlineCluster cluster = InlineCluster.of(1);
    private final ReadGate gate = new ReadGate();

    /** A round that was sent at that time is confirmed, and its index applied. */
    private void confirm(final Reads reads) {
        reads.join(false);
        final long before = reads.confirmed();
        cluster.runUntil(() -> reads.confirmed() > before);
        gate.settle(reads, Long.MAX_VALUE);
    }

    /** Found by the simulator (seed 74): asked, then suspended, then answered and believed. */
    @Test
    void whatWasAskedBeforeTheClockStoodStillSaysNothingOfTheStatesAge() {
        cluster.runUntil(() -> cluster.leader() != null
                && cluster.leader().raft().role() == Role.LEADER);
        final Reads reads = cluster.leader().raft().reads();
        confirm(reads);
        assertTrue(gate.isFresh(reads.currentAsOfNs(), STALENESS));
        gate.distrustClock(reads.currentAsOfNs() + 1);
        assertFalse(gate.isFresh(reads.currentAsOfNs() + 1, STALENESS));
        final ReadGate late = new ReadGate();
        late.distrustClock(reads.currentAsOfNs() + 1);
        late.settle(reads, Long.MAX_VALUE);
        assertFalse(late.isFresh(reads.currentAsOfNs() + 1, STALENESS), "it was sent before");
        confirm(reads);
        assertTrue(gate.isFresh(reads.currentAsOfNs(), STALENESS));
        cluster.close();
    }
}
