package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFiguresTest {
    @TempDir
    private Path results;

    /** Two forks stretch an interval ninefold: it would be wider than the figure. */
    @ParameterizedTest(name = "{0} forks: {1} figures a point")
    @CsvSource({"1, 2", "2, 2", "3, 4"})
    void aPercentileHasABandFromThreeForksOn(final int forks, final int figures) {
        final RunFolder run = new Runs(results).start("quick");
        for (int fork = 1; fork <= forks; fork++) {
            try (RunPart part = RunPart.in(run.path(), fork, 100)) {
                final Histogram latency = new Histogram(3);
                latency.recordValueWithCount(20_000 + fork, 1_000);
                part.record("commit_window=64", "", latency);
            }
        }
        run.finish();

        final Figure figure = new RateFigures(List.of(RecordedRun.open(run.path()))).all().get(0);

        final Map<?, ?> curve = (Map<?, ?>) ((List<?>) figure.data().get("curves")).get(0);
        final double[] first = (double[]) ((List<?>) curve.get("points")).get(0);
        assertEquals(figures, first.length);
    }
}
