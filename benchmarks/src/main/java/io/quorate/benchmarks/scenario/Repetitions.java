package io.quorate.benchmarks.scenario;

import io.quorate.results.Measure;
import io.quorate.results.TextTable;
import io.quorate.results.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How failover went in several performances of one scenario, or in one. Where members hear the
 * stream from a dead process end, detection has two parts: until its kernel closes it, which may
 * have much memory to free before, and from there to the first suspicion.
 */
public final class Repetitions {
    /** A line of the table: what it tells, of a trial that may not have measured it. */
    private record Line(String title, Function<Trial, OptionalLong> of) {
        Line(final Measure measure) {
            this(measure.title(), trial -> trial.get(measure));
        }
    }

    private static final List<Line> LINES = Stream.of(Stream.of(
            new Line(Measure.FAILOVER_NS),
            new Line(Measure.DETECT_NS),
            new Line("  of which: to the end of the stream",
                    trial -> trial.get(Measure.STREAM_END_NS)),
            new Line("  of which: to suspicion", Repetitions::suspicionNs)),
            Stream.of(Measure.STAND_NS, Measure.VOTE_NS, Measure.ANNOUNCE_NS,
                    Measure.ESTABLISH_NS, Measure.CLIENT_NS).map(Line::new))
            .flatMap(lines -> lines).toList();

    private Repetitions() {
    }

    private static OptionalLong suspicionNs(final Trial trial) {
        final OptionalLong streamEndNs = trial.get(Measure.STREAM_END_NS);
        return streamEndNs.isEmpty() ? streamEndNs : OptionalLong.of(
                trial.get(Measure.DETECT_NS).getAsLong() - streamEndNs.getAsLong());
    }

    private static Trial trial(final Performance performance) {
        return performance.addTo(Trial.of("", Map.of(), 0, 0));
    }

    /** One failover and its parts. */
    static List<String> course(final Performance performance) {
        final Trial trial = trial(performance);
        final List<String> lines = new ArrayList<>();
        for (final Line line : LINES) {
            line.of.apply(trial).ifPresent(ns -> lines.add(
                    String.format("%-36s %8s", line.title, Impact.text(ns))));
        }
        return lines;
    }

    /** A row for failover and for each of its phases; a quantile where so many can speak of it. */
    public static String table(final List<Performance> performances) {
        final TextTable table = new TextTable().left("").right("p50").right("p90").right("p99")
                .right("max").right("n");
        for (final Line line : LINES) {
            final long[] sample = performances.stream().map(Repetitions::trial)
                    .filter(Trial::isMeasured).map(line.of).filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong).sorted().toArray();
            if (sample.length > 0) {
                table.row(line.title, Impact.quantile(sample, 0.5),
                        Impact.quantile(sample, 0.9), Impact.quantile(sample, 0.99),
                        Impact.text(sample[sample.length - 1]), sample.length);
            }
        }
        return table.toString();
    }
}
