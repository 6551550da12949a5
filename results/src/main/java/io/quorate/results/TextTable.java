package io.quorate.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one aligned table that every command prints.
 * <pre>
 * benchmark      p50 ms   p90 ms     n
 * ------------  -------  -------  ----
 * Failover        171.4    260.2   200
 * </pre>
 * Plain ASCII, no colours, no trailing blanks, lines end in {@code \n}. Not thread-safe.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> rightAligned = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public TextTable left(final String heading) {
        return column(heading, false);
    }

    /** Adds a column of figures. */
    public TextTable right(final String heading) {
        return column(heading, true);
    }

    private TextTable column(final String heading, final boolean right) {
        if (!rows.isEmpty()) {
            throw new IllegalStateException("columns come before rows");
        }
        headings.add(heading);
        rightAligned.add(right);
        return this;
    }

    /** Adds a row; missing cells at its end are blank, too many are an error. */
    public TextTable row(final Object... cells) {
        return row(Arrays.asList(cells));
    }

    /** Adds a row; missing cells at its end are blank, too many are an error. */
    public TextTable row(final List<?> cells) {
        if (cells.size() > headings.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells in a table of " + headings.size() + " columns");
        }
        final List<String> row = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            row.add(i < cells.size() ? String.valueOf(cells.get(i)) : "");
        }
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        final int[] widths = widths();
        final StringBuilder out = new StringBuilder();
        line(out, headings, widths);
        line(out, rule(widths), widths);
        rows.forEach(row -> line(out, row, widths));
        return out.toString();
    }

    /** The same as a table of Markdown. */
    public String markdown() {
        final StringBuilder out = new StringBuilder();
        markdown(out, headings);
        out.append('|');
        rightAligned.forEach(right -> out.append(right ? " ---: |" : " --- |"));
        out.append('\n');
        rows.forEach(row -> markdown(out, row));
        return out.toString();
    }

    private static void markdown(final StringBuilder out, final List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        out.append('\n');
    }

    private int[] widths() {
        final int[] widths = headings.stream().mapToInt(String::length).toArray();
        for (final List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static List<String> rule(final int[] widths) {
        final List<String> rule = new ArrayList<>();
        for (final int width : widths) {
            rule.add("-".repeat(width));
        }
        return rule;
    }

    private void line(final StringBuilder out, final List<String> cells, final int[] widths) {
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            final String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : GAP);
            line.append(rightAligned.get(i) ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
