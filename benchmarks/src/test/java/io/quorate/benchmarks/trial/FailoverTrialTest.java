package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.FaultyRig;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.benchmarks.rig.Rigs;
import io.quorate.benchmarks.rig.SafetyViolation;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class FailoverTrialTest {
    private static final List<Measure> PHASES = List.of(Measure.DETECT_NS, Measure.STAND_NS,
            Measure.VOTE_NS, Measure.ANNOUNCE_NS, Measure.ESTABLISH_NS, Measure.CLIENT_NS);

    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void thePhasesOfEachTrialAddUpToItsTime(final String threading) {
        try (ClusterRig rig = Rigs.launch("threading", threading)) {
            final FailoverTrial failover = new FailoverTrial(rig, 1000, 42);
            for (int i = 0; i < 3; i++) {
                final Trial trial = run(failover);

                assertEquals(of(trial, Measure.FAILOVER_NS),
                        PHASES.stream().mapToLong(phase -> of(trial, phase)).sum());
                PHASES.forEach(phase -> assertTrue(of(trial, phase) >= 0, phase.column()));
                assertTrue(of(trial, Measure.ROUNDS) >= 1);
                assertTrue(of(trial, Measure.ELECTION_NS) <= of(trial, Measure.FAILOVER_NS));
                assertTrue(patienceNs(trial) >= 50_000_000, "of an election timeout: " + trial);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "partition", "one-way", "disk-stall", "slow-node",
        "clock-step", "transfer", "lossy-link"})
    void anyFaultOfALeaderEndsInATimeThatItsPhasesAddUpTo(final String label) {
        final Fault fault = FailoverTrial.faultOf(label);
        final RigConfig config = Rigs.config("threading", "thread-per-node");
        final FaultyRig faulty = FaultyRig.launch(config, fault);
        try (ClusterRig rig = faulty.rig()) {
            final FailoverTrial failover = new FailoverTrial(faulty, fault, 1000, 42);
            for (int i = 0; i < 2; i++) {
                final Trial trial = run(failover);

                assertEquals(of(trial, Measure.FAILOVER_NS),
                        PHASES.stream().mapToLong(phase -> of(trial, phase)).sum(), rig.toString());
                PHASES.forEach(phase -> assertTrue(of(trial, phase) >= 0, phase.column()));
                assertTrue(trial.get(Measure.LAST_HEARD_NS).isEmpty() || patienceNs(trial) >= 0,
                        "whatever the clocks of the members say: " + trial);
            }
        }
    }

    /** From the old leader's last word to the winner until that one stood. */
    private static long patienceNs(final Trial trial) {
        return of(trial, Measure.DETECT_NS) + of(trial, Measure.STAND_NS)
                - of(trial, Measure.LAST_HEARD_NS);
    }

    @Test
    void onceItIsKnownWhatIsUsualATrialTellsWhenItIsSoAgain() {
        try (ClusterRig rig = Rigs.launch("threading", "thread-per-node")) {
            final FailoverTrial failover = new FailoverTrial(rig, 5000, 42);
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            Trial trial = run(failover);
            while (trial.get(Measure.DRAIN_NS).isEmpty()) {
                assertTrue(System.nanoTime() - deadlineNs < 0, trial.toString());
                trial = run(failover);
            }

            assertTrue(of(trial, Measure.DRAIN_NS) >= 0, trial.toString());
            final Trial told = trial;
            assertEquals(of(told, Measure.FAILOVER_NS),
                    PHASES.stream().mapToLong(phase -> of(told, phase)).sum());
        }
    }

    @Test
    void aThreadCannotBeKilledAsAProcessIs() {
        final String message = assertThrows(IllegalArgumentException.class,
                () -> FailoverTrial.faultOf("kill9")).getMessage();

        assertTrue(message.startsWith("fault=kill9 needs processes"), message);
    }

    @Test
    void nobodySuspectsALeaderBeforeItsTimeoutHasRun() {
        try (ClusterRig rig = Rigs.launch("electionTimeoutMinMs", "1000",
                "electionTimeoutMaxMs", "1200")) {
            final Trial trial = run(new FailoverTrial(rig, 1000, 42));

            final long shortestNs = 500_000_000;     // the last heartbeat may be late, not so late
            assertTrue(of(trial, Measure.DETECT_NS) >= shortestNs, trial.toString());
        }
    }

    @Test
    void aLostWriteIsAnErrorAndNotATime() {
        try (ClusterRig rig = Rigs.launch()) {
            final FailoverTrial failover = new FailoverTrial(rig, 1000, 42);
            failover.prepare();
            failover.perform();
            failover.client().acknowledge(4711, 1);      // which nobody ever took

            final String message =
                    assertThrows(SafetyViolation.class, failover::recover).getMessage();
            assertTrue(message.startsWith("lost: command 4711 was acknowledged at index 1"),
                    message);
        }
    }

    @Test
    void aClusterThatOneCrashHaltsIsRefused() {
        try (ClusterRig rig = Rigs.launch("nodes", "1")) {
            assertThrows(IllegalArgumentException.class, () -> new FailoverTrial(rig, 1000, 42));
        }
    }

    private static Trial run(final FailoverTrial failover) {
        failover.prepare();
        failover.perform();
        failover.recover();
        return failover.measured(Trial.of("failover", Map.of(), 0, 42));
    }

    private static long of(final Trial trial, final Measure measure) {
        return trial.get(measure).orElseThrow();
    }
}
