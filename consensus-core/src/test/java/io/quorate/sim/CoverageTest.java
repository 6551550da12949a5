package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The simulator's faults find nodes in every part that they can play, while members change. */
class CoverageTest {
    private static final int SEEDS = 64;

    /** What strikes any node that is up. */
    private static final Set<Fault> OF_ANYBODY = EnumSet.of(Fault.LOSS, Fault.DUPLICATION,
            Fault.REPLAY, Fault.REORDERING, Fault.DELAY, Fault.CORRUPTION, Fault.FOREIGN_FRAME,
            Fault.BACK_PRESSURE, Fault.PARTITION, Fault.ONE_WAY_PARTITION, Fault.ISOLATION,
            Fault.BRIDGE, Fault.RING, Fault.FLAPPING, Fault.CRASH, Fault.STOP,
            Fault.CRASH_WITHIN_CYCLE, Fault.CRASH_OF_ALL, Fault.DISK_STALL, Fault.DISK_ERROR,
            Fault.PAUSE, Fault.PAUSE_WITHIN_CYCLE, Fault.SUSPENSION, Fault.STALE_INCARNATION);
    /** What is done to leaders, or by them. */
    private static final Set<Fault> OF_LEADERS = EnumSet.of(Fault.TRANSFER, Fault.SLEEPING_LEADER,
            Fault.UNREAD_ANSWERS);
    /** What strikes all the time, and so also those who stand in earnest but for a moment. */
    private static final Set<Fault> FREQUENT = EnumSet.of(Fault.LOSS, Fault.DUPLICATION,
            Fault.REORDERING, Fault.BACK_PRESSURE, Fault.CRASH_WITHIN_CYCLE,
            Fault.PAUSE_WITHIN_CYCLE);
    private static final Set<Part> LASTING = EnumSet.of(Part.FOLLOWER, Part.PRE_CANDIDATE,
            Part.LEADER, Part.LEARNER, Part.OBSERVER);
    private static final Set<Part> IN_JOINT = EnumSet.of(Part.FOLLOWER, Part.LEADER);

    @Test
    void everyFaultFindsEveryPartThatItCan() {
        final Coverage coverage = new Coverage();
        for (long seed = 1; seed <= SEEDS; seed++) {
            coverage.add(Simulation.of(seed).churn(true).ambushes(true).minutes(1).run()
                    .coverage());
        }
        new CoverageTable(coverage).lines().forEach(System.out::println);
        final List<String> empty = new ArrayList<>();
        for (final Fault fault : OF_ANYBODY) {
            require(coverage, fault, LASTING, false, empty);
            require(coverage, fault, IN_JOINT, true, empty);
        }
        for (final Fault fault : FREQUENT) {
            require(coverage, fault, EnumSet.of(Part.CANDIDATE), false, empty);
        }
        for (final Fault fault : OF_LEADERS) {
            require(coverage, fault, EnumSet.of(Part.LEADER), false, empty);
        }
        assertEquals(List.of(), empty);
    }

    private static void require(final Coverage coverage, final Fault fault, final Set<Part> parts,
            final boolean isJoint, final List<String> empty) {
        for (final Part part : parts) {
            if (coverage.of(fault, part, isJoint) == 0) {
                empty.add(fault + " of a " + part + (isJoint ? " in a joint configuration" : ""));
            }
        }
    }
}
