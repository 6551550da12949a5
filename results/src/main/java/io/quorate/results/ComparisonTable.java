package io.quorate.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Prints a comparison for a terminal.
 * <pre>
 *    run           commit   jdk         started               steal %  settings that differ
 * -  ------------  -------  ----------  --------------------  -------  --------------------
 * A  raft-default  3f2c1ab  17.0.15 G1  2026-11-22T22:15:30Z  0.12     heartbeatMs=50
 * B  raft-fast     3f2c1ab  17.0.15 G1  2026-11-22T22:31:02Z  0.09     heartbeatMs=10
 * in both: nodes=3 transport=aeron-udp
 *
 * benchmark              metric        unit            A            B    B/A   95 % interval  ...
 * ---------------------  ------------  ----  -----------  -----------  -----  --------------  ...
 * FailoverTime.failover  failover p50  ms    171.4 +-3 %  38.90 +-2 %  0.227  0.218 .. 0.236  ...
 * </pre>
 */
public final class ComparisonTable {
    private ComparisonTable() {
    }

    /** For a terminal. */
    public static String render(final Comparison comparison) {
        return render(comparison, TextTable::toString);
    }

    /** For a page of Markdown. */
    public static String markdown(final Comparison comparison) {
        return render(comparison, table -> table.markdown() + "\n");
    }

    private static String render(
            final Comparison comparison, final Function<TextTable, String> form) {
        final StringBuilder out = new StringBuilder();
        out.append(form.apply(sides(comparison)));
        final String both = Series.text(comparison.common());
        out.append(both.isEmpty() ? "" : "in both: " + both + "\n").append('\n');
        out.append(form.apply(table(comparison))).append('\n');
        comparison.shares().forEach(share -> out.append(share.sentence()).append("\n\n"));
        out.append(legend(comparison));
        out.append(NoiseTable.render(comparison));
        comparison.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        return out.toString();
    }

    /** Only its rows. */
    static String rows(final Comparison comparison) {
        return table(comparison).toString();
    }

    private static TextTable sides(final Comparison comparison) {
        final TextTable sides = new TextTable().left("").left("run").left("commit").left("jdk")
                .left("started").right("steal %").left("settings that differ");
        side(sides, "A", comparison.a(), comparison.onlyOfA());
        side(sides, "B", comparison.b(), comparison.onlyOfB());
        return sides;
    }

    private static void side(
            final TextTable sides,
            final String letter,
            final RecordedRun run,
            final Map<String, String> settings) {
        final Double steal = run.info().noise().get("steal_percent");
        sides.row(
                letter,
                run.info().name(),
                run.info().git().label(),
                run.environment().fact("jvm", "version") + " "
                        + run.environment().fact("jvm", "gc"),
                run.info().startedUtc(),
                steal == null ? "-" : steal,
                settings.isEmpty() ? "none" : Series.text(settings));
    }

    private static TextTable table(final Comparison comparison) {
        final boolean keyed = comparison.rows().stream().anyMatch(row -> !row.key().isEmpty());
        final TextTable table = new TextTable().left("benchmark");
        if (keyed) {
            table.left("parameters");
        }
        table.left("metric").left("unit").right("A").right("B").right("B/A")
                .right("95 % interval").right("forks x trials").left("verdict");
        comparison.rows().forEach(row -> table.row(cells(row, keyed)));
        return table;
    }

    private static List<String> cells(final ComparisonRow row, final boolean keyed) {
        final Scale scale = Scale.of(row.metric().unit(), row.a().figure().estimate());
        final List<String> cells = new ArrayList<>();
        cells.add(row.benchmark());
        if (keyed) {
            cells.add(Series.text(row.key()));
        }
        cells.add(row.metric().name() + " " + row.statistic());
        cells.add(scale.symbol());
        cells.add(figure(row.a(), scale));
        cells.add(figure(row.b(), scale));
        cells.add(Figures.ratio(row.ratio().estimate()));
        cells.add(Figures.ratio(row.ratio().low()) + " .. " + Figures.ratio(row.ratio().high()));
        cells.add(sizes(row));
        cells.add(verdict(row));
        return cells;
    }

    /** One fork says nothing of the next, so its figure stands without a margin. */
    private static String figure(final ComparisonRow.Side side, final Scale scale) {
        final Interval figure = side.figure();
        final String shown = Figures.of(scale.from(figure.estimate()));
        final double margin = Math.max(
                figure.high() - figure.estimate(), figure.estimate() - figure.low());
        return side.forks() < 2 || !(figure.estimate() > 0)
                ? shown : shown + " +-" + Figures.percent(margin / figure.estimate());
    }

    private static String sizes(final ComparisonRow row) {
        final String a = size(row.a());
        final String b = size(row.b());
        return a.equals(b) ? a : a + ", " + b;
    }

    private static String size(final ComparisonRow.Side side) {
        return SummaryTable.size(side.forks(), side.n());
    }

    private static String verdict(final ComparisonRow row) {
        return switch (row.verdict()) {
            case DIFFERENT -> "different: B " + (row.isBetter() ? "faster" : "slower");
            case EQUIVALENT -> "equivalent";
            case INCONCLUSIVE -> "inconclusive" + hint(row);
        };
    }

    private static String hint(final ComparisonRow row) {
        if (row.moreForks() == 0) {
            return "";
        }
        return row.moreForks() >= ComparisonRow.MANY
                ? ": " + ComparisonRow.MANY + " more forks would not settle it"
                : ": try " + row.moreForks() + " more forks each";
    }

    private static String legend(final Comparison comparison) {
        return "Equivalent: the whole interval lies within "
                + Figures.percent(comparison.options().effect())
                + ". Intervals: bootstrap over forks, then trials.\nDifferent: excludes 1 even when"
                + " widened for the number of rows, which are as many chances to err.\n";
    }
}
