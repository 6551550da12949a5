package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectionModelTest {
    @ParameterizedTest
    @CsvSource({"1, 0.0006", "10, 0.052", "20, 0.181"})
    void itGivesTheThesisThreeExamplesOfSplitVotes(final double latency, final double split) {
        final ElectionModel model = new ElectionModel(5, 4, 150, 250, 75, latency, 0);
        assertEquals(split, model.splitVote(), split / 50);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, 12, 24, 0.05, 13.2", "3, 2, 12, 24, 1, 18.2", "3, 2, 50, 100, 1, 59.0",
        "3, 2, 150, 300, 0.05, 163", "5, 4, 12, 24, 0.05, 11.5", "5, 4, 150, 155, 1, 149",
        "5, 3, 150, 155, 1, 261",
    })
    void itsExpectationIsThatOfTheTable(final int nodes, final int survivors, final double min,
            final double max, final double latency, final double expected) {
        final ElectionModel model =
                new ElectionModel(nodes, survivors, min, max, min / 2, latency, 0);
        assertEquals(expected, model.expected(), expected / 100);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "50, 10", "1000, 1"})
    void underLoadEachCommandIsAWordOfTheLeaders(final String rate, final double heartbeat) {
        assertEquals(new ElectionModel(3, 2, 50, 100, heartbeat, 0.05, 0), ElectionModel.of(Map.of(
                "electionTimeoutMinMs", "50", "electionTimeoutMaxMs", "100", "heartbeatMs", "10",
                "rate", rate)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"fault, transfer", "detector, leader-check", "election, back-off",
        "evidence, connection", "cause, cold-start", "electionTimeoutMinMs, ''"})
    void whatIsNotDecidedByATimeoutHasNoModel(final String param, final String value) {
        final Map<String, String> params = new HashMap<>(Map.of("electionTimeoutMinMs", "50",
                "electionTimeoutMaxMs", "100", "heartbeatMs", "10"));
        params.put(param, value);
        assertTrue(ElectionModel.of(params).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 50, 100, 1", "5, 4, 150, 250, 10", "5, 3, 150, 300, 5"})
    void drawnElectionsAgreeWithTheFormula(final int nodes, final int survivors,
            final double min, final double max, final double latency) {
        final ElectionModel model =
                new ElectionModel(nodes, survivors, min, max, min / 2, latency, 0);
        final double[] sample = model.sample(50_000, 7);
        assertEquals(model.expected(), Arrays.stream(sample).average().orElseThrow(),
                model.expected() / 30);
    }
}
