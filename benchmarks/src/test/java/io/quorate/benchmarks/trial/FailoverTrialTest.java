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
            }
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
