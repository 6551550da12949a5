package io.quorate.benchmarks.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;

class PhasesProfilerTest {
    @Test
    void aTrialsPhasesAreShownApartFromWhatIsNoPartOfItsTimeAndItsHeadlinesAreNot() {
        final Trial trial = Trial.of("b", Map.of(), 0, 42).with(Measure.FAILOVER_NS, 9_000_000)
                .with(Measure.DETECT_NS, 7_000_000).with(Measure.VOTE_NS, 500_000)
                .with(Measure.DRAIN_NS, 3_000_000).with(Measure.LAST_HEARD_NS, -4_000_000)
                .with(Measure.ROUNDS, 2);

        assertEquals(Map.of("phase.detect", 7.0, "phase.vote", 0.5, "drain", 3.0, "last heard",
                -4.0, "rounds", 2.0),
                PhasesProfiler.results(trial).stream().collect(
                        Collectors.toMap(Result::getLabel, Result::getScore)));
    }
}
