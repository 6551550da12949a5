package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Rigs;
import io.quorate.benchmarks.trial.ElectionTrial.Cause;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class ElectionTrialTest {
    @ParameterizedTest
    @EnumSource(Cause.class)
    void anElectionEndsWhenTheNewLeaderIsHeard(final Cause cause) {
        try (ClusterRig rig = Rigs.launch()) {
            final ElectionTrial election = new ElectionTrial(rig, cause, 42);
            for (int i = 0; i < 2; i++) {
                election.prepare();
                election.perform();
                election.recover();
                final Trial trial = election.measured(Trial.of("election", Map.of(), i, 42));

                assertEquals(of(trial, Measure.ELECTION_NS), of(trial, Measure.DETECT_NS)
                        + of(trial, Measure.STAND_NS) + of(trial, Measure.VOTE_NS)
                        + of(trial, Measure.ANNOUNCE_NS));
                assertTrue(of(trial, Measure.ESTABLISH_NS) >= 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leader-check", "phi", "rtt", "any(phi+leader-check)"})
    void aLeaderThatCrashesIsFoundOutByAnyDetector(final String detector) {
        try (ClusterRig rig = Rigs.launch("detector", detector, "heartbeatMs", "50",
                "electionTimeoutMinMs", "8000", "electionTimeoutMaxMs", "8001",
                "checkTimeoutMs", "200")) {
            final ElectionTrial election = new ElectionTrial(rig, Cause.CRASH, 42);
            election.prepare();
            election.perform();
            election.recover();
            final Trial trial = election.measured(Trial.of("election", Map.of(), 0, 42));

            assertTrue(of(trial, Measure.DETECT_NS) < 7_000_000_000L, "sooner than by a timeout");
        }
    }

    @Test
    void aCauseThatThereIsNotIsRefusedByName() {
        assertEquals("cause must be crash or cold-start, not 'boredom'",
                assertThrows(IllegalArgumentException.class, () -> Cause.ofLabel("boredom"))
                        .getMessage());
    }

    private static long of(final Trial trial, final Measure measure) {
        return trial.get(measure).orElseThrow();
    }
}
