package io.quorate.results;

import java.util.List;

/**
 * A bar that Quorate has set itself, and the figure that is held against it. A figure is a ratio of
 * two that were measured in one run, for little else holds on another machine or another day; or it
 * is a time in seconds, where somebody waits for it whatever the machine.
 *
 * @param figure    what was divided by what, or how long it took
 * @param isAtLeast whether the figure must not be lower than the bound; else not higher
 * @param bound     the bound
 * @param measured  the figure
 */
public record Bar(String figure, boolean isAtLeast, double bound, double measured) {
    /** Whether the figure keeps to the bound. */
    public boolean isMet() {
        return isAtLeast ? measured >= bound : measured <= bound;
    }

    /** One row for each, with its verdict. */
    public static TextTable table(final List<Bar> bars) {
        final TextTable table = new TextTable().left("bar").right("needed").right("measured")
                .left("verdict");
        bars.forEach(bar -> table.row(bar.figure,
                (bar.isAtLeast ? ">= " : "<= ") + Figures.ratio(bar.bound),
                Figures.ratio(bar.measured), bar.isMet() ? "met" : "missed"));
        return table;
    }
}
