package io.quorate.results;

import java.util.List;
import java.util.Optional;

/**
 * Says how many samples something disturbed, and what the figures are without them. They are never
 * dropped: a figure that stands only without them is a figure of a quieter machine.
 */
public final class NoiseTable {
    private NoiseTable() {
    }

    /** Of one run; empty if nobody watched, a sentence if nothing was disturbed. */
    public static String render(final RecordedRun run) {
        final String sentence = run.noiseSentence();
        if (sentence.isEmpty()) {
            return "";
        }
        final Optional<RecordedRun> quiet = run.withoutDisturbed();
        if (quiet.isEmpty()) {
            return "noise: " + sentence + "\n";
        }
        final List<Series> left = quiet.get().series().stream()
                .filter(series -> series.metric().isAverage()
                        || series.metric().quantiles().size() > 1).toList();
        return "noise: " + sentence + "; they count above. "
                + (left.isEmpty() ? "Without them nothing is left.\n"
                        : "Without them:\n\n" + SummaryTable.render(left));
    }

    /** Of two runs that are compared; the rows again without what was disturbed in either. */
    static String render(final Comparison comparison) {
        final RecordedRun a = comparison.a();
        final RecordedRun b = comparison.b();
        if (a.noiseSentence().isEmpty() || b.noiseSentence().isEmpty()) {
            return "";
        }
        final String sentence = "noise: A " + a.noiseSentence() + ", B " + b.noiseSentence();
        final Optional<RecordedRun> quietA = a.withoutDisturbed();
        final Optional<RecordedRun> quietB = b.withoutDisturbed();
        if (quietA.isEmpty() && quietB.isEmpty()) {
            return sentence + "\n";
        }
        return sentence + "; they count above. Without them:\n\n" + rows(quietA.orElse(a),
                quietB.orElse(b), comparison.options()) + "\n";
    }

    private static String rows(final RecordedRun a, final RecordedRun b,
            final Comparison.Options options) {
        try {
            return ComparisonTable.rows(Comparison.of(a, b, options));
        } catch (final ResultsException e) {
            return "nothing is left to compare\n";
        }
    }
}
