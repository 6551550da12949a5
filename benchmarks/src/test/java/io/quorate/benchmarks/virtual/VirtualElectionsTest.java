package io.quorate.benchmarks.virtual;

import static io.quorate.benchmarks.virtual.VirtualSettings.Wire;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.results.ElectionModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualElectionsTest {
    private static final VirtualSettings CALM = VirtualSettings.of(3, 50, 100, Wire.of(0.05));

    @Test
    void theSameSeedGivesTheSameElections() {
        final List<VirtualTrial> trials = VirtualElections.run(CALM, 50);

        assertEquals(trials, VirtualElections.run(CALM, 50));
        assertNotEquals(trials, VirtualElections.run(CALM.seed(43), 50));
    }

    /** All that the node costs beyond its timeouts is the pre-vote's question and answer. */
    @ParameterizedTest
    @CsvSource({"3, 50, 100", "5, 50, 100", "5, 150, 300"})
    void theNodeElectsAsFastAsTheModelSays(final int nodes, final double min, final double max) {
        final ElectionModel model =
                new ElectionModel(nodes, nodes - 1, min, max, min / 2, 0.05, 0);
        final Sample found =
                Sample.of(VirtualSettings.of(nodes, min, max, Wire.of(0.05)), 2000);

        assertEquals(model.expected(), found.mean(), 0.05 * model.expected());
    }

    @Test
    void allTimesAreThereAndADeadFollowerMakesElectionsLonger() {
        final VirtualSettings five = VirtualSettings.of(5, 50, 100, Wire.of(1));
        for (final VirtualTrial trial : VirtualElections.run(five.unequal(), 50)) {
            assertTrue(trial.detectNs() > 0 && trial.standNs() >= 0 && trial.voteNs() > 0
                    && trial.announceNs() > 0 && trial.rounds() >= 1 && trial.messages() > 0,
                    trial.toString());
        }
        assertTrue(Sample.of(five.dead(1), 500).mean() > Sample.of(five, 500).mean());
    }

    @Test
    void aClusterWithoutAMajorityIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CALM.dead(1));
    }

    @Test
    void aLeaderIsDeposedByPausesAboveTheTimeoutAndByNoShorterOnes() {
        assertEquals(0, new VirtualElections(CALM).falseElections(new long[] {20_000_000}, 1, 60));
        assertEquals(0, new VirtualElections(CALM).falseElections(new long[0], 1, 60));
        assertTrue(new VirtualElections(CALM).falseElections(new long[] {150_000_000}, 1, 60) > 3);
    }

    @Test
    void aClusterThatStartsAgainHasALeaderAfterOneTimeout() {
        final VirtualElections elections = new VirtualElections(CALM);
        for (int i = 0; i < 20; i++) {
            final long ns = elections.restartAll();
            assertTrue(ns > 40_000_000 && ns < 1_000_000_000, ns + " ns");
        }
    }
}
