package io.quorate.benchmarks.scenario;

import io.quorate.results.Measure;
import io.quorate.results.TextTable;
import io.quorate.results.Trial;
import java.util.List;
import java.util.Map;

/** How failover went in several performances of one scenario. */
public final class Repetitions {
    private static final List<Measure> SHOWN = List.of(Measure.FAILOVER_NS, Measure.DETECT_NS,
            Measure.STAND_NS, Measure.VOTE_NS, Measure.ANNOUNCE_NS, Measure.ESTABLISH_NS,
            Measure.CLIENT_NS);

    private Repetitions() {
    }

    /** A row for failover and for each of its phases; a quantile where so many can speak of it. */
    public static String table(final List<Performance> performances) {
        final TextTable table = new TextTable().left("").right("p50").right("p90").right("p99")
                .right("max").right("n");
        for (final Measure measure : SHOWN) {
            final long[] sample = performances.stream()
                    .map(each -> each.addTo(Trial.of("", Map.of(), 0, 0)))
                    .filter(Trial::isMeasured).filter(each -> each.get(measure).isPresent())
                    .mapToLong(each -> each.get(measure).getAsLong()).sorted().toArray();
            if (sample.length > 0) {
                table.row(measure.title(), Impact.quantile(sample, 0.5),
                        Impact.quantile(sample, 0.9), Impact.quantile(sample, 0.99),
                        Impact.text(sample[sample.length - 1]), sample.length);
            }
        }
        return table.toString();
    }
}
