package io.quorate.benchmarks.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class ReplacementTrialTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "aeron-udp"})
    void allMembersAreReplacedAndNothingAcknowledgedIsLost(final String transport) {
        final RigConfig config = RigConfig.of(Map.of("transport", transport, "storage", "memory",
                "durability", "memory", "electionTimeoutMinMs", "5000", "electionTimeoutMaxMs",
                "6000", "dir", directory.toString()));
        try (ClusterRig rig = ClusterRig.launchWithSpares(config, 3)) {
            final ReplacementTrial replacement = new ReplacementTrial(rig, 500, 7);
            for (int i = 0; i < 3; i++) {
                replacement.prepare();
                replacement.perform();
                replacement.recover();
                assertEquals(i % 2 == 0 ? 0 : 3, rig.members().stream().limit(3)
                        .filter(rig::isMember).count());
            }
            final Trial trial = replacement.measured(Trial.of("x", Map.of(), 0, 7));
            assertTrue(trial.get(Measure.CHANGE_NS).isPresent());
        }
    }
}
