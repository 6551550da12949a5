package io.quorate.benchmarks.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people: each column as wide as its widest word, rows that may end early. */
final class Columns {
    private static final String GAP = "  ";

    private final List<Object[]> rows = new ArrayList<>();
    private final int[] widths;

    Columns(final Object... heads) {
        widths = new int[heads.length];
        row(heads);
    }

    /** Adds a row of at most as many words as there are heads. */
    void row(final Object... words) {
        rows.add(words);
        for (int i = 0; i < words.length; i++) {
            widths[i] = Math.max(widths[i], words[i].toString().length());
        }
    }

    void print(final PrintWriter out) {
        for (final Object[] row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                final String word = row[i].toString();
                line.append(word).append(" ".repeat(widths[i] - word.length())).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
