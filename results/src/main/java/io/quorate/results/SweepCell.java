package io.quorate.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One point of a grid of heartbeats and election timeouts: a row of {@code cells.csv}. Times are
 * milliseconds; NaN is what was not measured.
 *
 * @param mode           {@code sim} in virtual time, {@code real} on this machine.
 * @param nodes          members.
 * @param heartbeatMs    how often a leader is heard at least.
 * @param timeoutMinMs   the shortest election timeout.
 * @param timeoutMaxMs   the longest.
 * @param n              failovers that the quantiles come from.
 * @param p50Ms          the median failover; in virtual time, the election.
 * @param p99Ms          the same at 99 %; NaN where n does not speak of it.
 * @param maxMs          the longest.
 * @param simP50Ms       the median in virtual time, beside a real one.
 * @param falseElections elections that nobody needed while the cluster was watched.
 * @param watchedHours   for how long it was.
 */
public record SweepCell(String mode, int nodes, int heartbeatMs, int timeoutMinMs,
        int timeoutMaxMs, long n, double p50Ms, double p99Ms, double maxMs, double simP50Ms,
        double falseElections, double watchedHours) {
    private static final double AGREES = 0.25;
    private static final double RULE_OF_THREE = 3;

    static final String HEADER = "mode,nodes,heartbeat_ms,timeout_min_ms,timeout_max_ms,n,p50_ms,"
            + "p99_ms,max_ms,sim_p50_ms,false_elections,watched_hours";

    /** What tells this point from others. */
    public String key() {
        return String.join(",", mode, "" + nodes, "" + heartbeatMs, "" + timeoutMinMs,
                "" + timeoutMaxMs);
    }

    /** False elections in an hour; where none was seen, the most that this may mean (95 %). */
    public double falsePerHour() {
        return (falseElections > 0 ? falseElections : RULE_OF_THREE) / watchedHours;
    }

    /** Whether what is real is more than a quarter off what virtual time foretells. */
    public boolean disagrees() {
        return Math.abs(p50Ms / simP50Ms - 1) > AGREES;
    }

    String line() {
        final List<String> cells = new ArrayList<>(List.of(key(), "" + n));
        for (final double value : new double[] {p50Ms, p99Ms, maxMs, simP50Ms, falseElections,
            watchedHours}) {
            cells.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5g", value));
        }
        return String.join(",", cells);
    }

    /** Of a line; anything else is an {@link IllegalArgumentException}. */
    static SweepCell parse(final String line) {
        final String[] c = line.split(",", -1);
        if (c.length != HEADER.split(",", -1).length) {
            throw new IllegalArgumentException(c.length + " cells in '" + line + "'");
        }
        return new SweepCell(c[0], Integer.parseInt(c[1]), Integer.parseInt(c[2]),
                Integer.parseInt(c[3]), Integer.parseInt(c[4]), Long.parseLong(c[5]), number(c[6]),
                number(c[7]), number(c[8]), number(c[9]), number(c[10]), number(c[11]));
    }

    private static double number(final String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
