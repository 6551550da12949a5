package io.quorate.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Coverage} for the eye: a row for each fault, and for each {@link Part} two columns, how
 * often it was struck outside of a joint configuration and how often in one.
 */
public final class CoverageTable {
    private static final int NAME_WIDTH = 19;
    private static final int NUMBER_WIDTH = 6;
    private static final long MANY = 10_000;

    private final Coverage coverage;

    /** Of that coverage, as it is when it is asked for lines. */
    public CoverageTable(final Coverage coverage) {
        this.coverage = coverage;
    }

    /** The lines: two of heads, then one for each fault that strikes single nodes. */
    public List<String> lines() {
        final StringBuilder parts = new StringBuilder(" ".repeat(NAME_WIDTH));
        final StringBuilder phases = new StringBuilder(" ".repeat(NAME_WIDTH));
        for (final Part part : Part.values()) {
            parts.append(right(words(part), 2 * NUMBER_WIDTH + 2));
            phases.append(right("", NUMBER_WIDTH + 1)).append(right("joint", NUMBER_WIDTH + 1));
        }
        final List<String> lines = new ArrayList<>(List.of(parts.toString(), phases.toString()));
        for (final Fault fault : Fault.values()) {
            if (hasStruckOne(fault)) {
                lines.add(row(fault));
            }
        }
        return lines;
    }

    private boolean hasStruckOne(final Fault fault) {
        long struck = 0;
        for (final Part part : Part.values()) {
            struck += coverage.of(fault, part, false) + coverage.of(fault, part, true);
        }
        return struck > 0;
    }

    private String row(final Fault fault) {
        final String name = words(fault);
        final StringBuilder row = new StringBuilder(name)
                .append(" ".repeat(NAME_WIDTH - name.length()));
        for (final Part part : Part.values()) {
            row.append(right(number(coverage.of(fault, part, false)), NUMBER_WIDTH + 1))
                    .append(right(number(coverage.of(fault, part, true)), NUMBER_WIDTH + 1));
        }
        return row.toString();
    }

    private static String words(final Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Beyond five digits in thousands; a dot for nothing, which is to be seen at once. */
    private static String number(final long count) {
        return count == 0 ? "." : count < MANY ? Long.toString(count) : count / 1000 + "k";
    }

    private static String right(final String text, final int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
