package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.benchmarks.load.ClosedLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest {
    private static final int WINDOW = 64;

    @ParameterizedTest
    @ValueSource(strings = {"in-process", "network"})
    void whatGoesInIsAppliedOnceAndAnswered(final String client) {
        final RigConfig config = Rigs.config();
        try (ClusterRig rig = ClusterRig.launch(config);
                Entrance entrance = Entrance.of(client, rig, WINDOW)) {
            final ClosedLoop loop = new ClosedLoop(entrance, WINDOW, config.payload());
            loop.complete(1_000);
            loop.drain();
            rig.verify();
            assertEquals(loop.offered(), entrance.completed());
            assertEquals(loop.offered(), entrance.leader().witness().applied());
        }
    }

    @Test
    void aClientThatCannotBeIsRefused() {
        try (ClusterRig rig = ClusterRig.launch(Rigs.config())) {
            assertThrows(IllegalArgumentException.class, () -> Entrance.of("remote", rig, 1));
            assertThrows(IllegalArgumentException.class, () -> Entrance.of("network", rig, 1025));
        }
    }
}
