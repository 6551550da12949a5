package io.quorate.results;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Words and figures that several parts of a report share. */
final class ReportText {
    private ReportText() {
    }

    /** {@code heartbeatMs=10} where a run has several of that benchmark, else nothing. */
    static String varying(
            final RecordedRun run, final String benchmark, final Map<String, String> params) {
        final Set<String> names = new TreeSet<>();
        run.series().stream().filter(series -> series.benchmark().equals(benchmark))
                .forEach(series -> params.forEach((name, value) -> {
                    if (!value.equals(series.params().getOrDefault(name, value))) {
                        names.add(name);
                    }
                }));
        final Map<String, String> some = new TreeMap<>(params);
        some.keySet().retainAll(names);
        return Series.text(some);
    }

    /** What was typed for these runs, ready to be typed again. */
    static String commands(final List<RecordedRun> runs) {
        return runs.stream().map(run -> "./quorate " + run.info().commandLine().stream()
                .map(word -> word.matches("[A-Za-z0-9_.,:/=@%+-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "))).distinct().collect(Collectors.joining("\n"));
    }

    /** Four digits are all that a measurement deserves. */
    static double round(final double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        final double scale = Math.pow(10, 4 - Math.ceil(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
