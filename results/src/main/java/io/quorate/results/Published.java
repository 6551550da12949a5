package io.quorate.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was published of an election timeout's range: figure 16 of the extended Raft paper, five
 * servers, broadcast time 15 ms. Figures said in its text are exact, those read off its curves are
 * good to one digit and a half.
 *
 * @param timeoutMinMs the shortest election timeout.
 * @param timeoutMaxMs the longest.
 * @param points       pairs of a quantile, 0 the fastest and 1 the slowest, and milliseconds.
 */
public record Published(int timeoutMinMs, int timeoutMaxMs, List<double[]> points) {
    /** All that there is. */
    public static final List<Published> RAFT_16 = List.of(
            of(12, 24, 0, 17, 0.5, 29, 0.9, 52, 1, 152),
            of(25, 50, 0.5, 43, 0.9, 75, 1, 275),
            of(50, 100, 0.5, 68, 0.9, 95, 1, 253),
            of(100, 200, 0.5, 120, 0.9, 168, 1, 335),
            of(150, 300, 0.5, 170, 0.9, 245, 1, 603),
            of(150, 155, 0.5, 287, 0.9, 620, 1, 2100),
            of(150, 200, 0.5, 145, 1, 513));

    private static Published of(final int min, final int max, final double... pairs) {
        final List<double[]> points = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            points.add(new double[] {pairs[i], pairs[i + 1]});
        }
        return new Published(min, max, List.copyOf(points));
    }

    /** What was published of this range. */
    public static Optional<Published> of(final String timeoutMinMs, final String timeoutMaxMs) {
        return RAFT_16.stream().filter(each -> (each.timeoutMinMs + "").equals(timeoutMinMs)
                && (each.timeoutMaxMs + "").equals(timeoutMaxMs)).findFirst();
    }
}
