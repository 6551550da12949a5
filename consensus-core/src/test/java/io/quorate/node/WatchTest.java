package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Storage;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lease rests on monotonic time; the wall clock can only take it back, for a round. */
class WatchTest {
    private static final long MS = 1_000_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long HEARTBEAT = 10 * MS;
    private static final long TIMEOUT = 100 * MS;

    private final Raft raft = new Raft(RaftConfig.of(77, 1, List.of(1), HEARTBEAT, TIMEOUT,
            2 * TIMEOUT, 1).withPromise(TIMEOUT), storage(), 0);
    private long nowNs;
    private long wallMs = 1_000_000;
    private final Watch watch = new Watch(new Clocks(() -> nowNs, () -> wallMs), raft.reads(),
            new ReadGate(), TIMEOUT);

    private static Storage storage() {
        final MemoryVoteStore votes = new MemoryVoteStore(1);
        votes.open();
        return new Storage(new MemoryLog(1 << 16, 256), votes, new MemorySnapshotStore(77));
    }

    @BeforeEach
    void lead() {
        pass(3 * TIMEOUT);
        assertTrue(holdsLease());
    }

    private void pass(final long ns) {
        for (long passed = 0; passed < ns; passed += MS) {
            nowNs += MS;
            wallMs++;
            raft.onDurable();
            raft.onTime(watch.nanoTime());
        }
    }

    private boolean holdsLease() {
        return raft.reads().holdsLease(watch.nanoTime());
    }

    @Test
    void aWallClockThatIsSetForwardCostsTheLeaseOneRound() {
        wallMs += HOUR_MS;
        assertFalse(holdsLease());
        pass(2 * HEARTBEAT);
        assertTrue(holdsLease());
    }

    @Test
    void aWallClockThatIsSetBackCostsNothing() {
        wallMs -= HOUR_MS;
        assertTrue(holdsLease());
        pass(2 * HEARTBEAT);
        assertTrue(holdsLease());
    }

    @Test
    void aMachineThatSleptAfterItsWallClockWasSetBackIsStillFoundOut() {
        wallMs -= HOUR_MS;
        assertTrue(holdsLease());
        wallMs += TIMEOUT / MS;                          // and the monotonic clock stands still
        assertFalse(holdsLease());
    }

    @Test
    void aMonotonicClockThatJumpsEndsALeaseByItself() {
        nowNs += TIMEOUT;
        wallMs += TIMEOUT / MS;
        assertFalse(raft.reads().holdsLease(nowNs));
    }
}
