package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ProducersTest {
    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void theLeaderAppliesOnceWhatEachOfThemWasToldIsCommitted(final String threading) {
        try (ClusterRig rig = Rigs.launch("threading", threading,
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000")) {
            final Producers producers = new Producers(rig, 3, 48);
            producers.awaitCompleted(3_000);
            producers.close();

            rig.verify();
            assertEquals(producers.completed(), rig.leader().witness().applied());
        }
    }

    @Test
    void eachOfThemNeedsACommandOfTheWindow() {
        try (ClusterRig rig = Rigs.launch()) {
            assertThrows(IllegalArgumentException.class, () -> new Producers(rig, 3, 2));
        }
    }
}
