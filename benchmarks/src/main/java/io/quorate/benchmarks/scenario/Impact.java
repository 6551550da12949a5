package io.quorate.benchmarks.scenario;

import io.quorate.client.ClientEffort;
import io.quorate.node.Outcome;
import io.quorate.results.Quantile;
import io.quorate.results.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a client saw, from the first request to the last answer. Times of requests are since they
 * were due, as for one who waits.
 */
final class Impact {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Traffic traffic;
    private final long startNs;
    private final long faultNs;
    private final long endNs;
    private final Map<Outcome, Integer> outcomes = new TreeMap<>();
    private final long usualNs;
    private long gapNs;
    private long gapFromNs;
    private double lostSeconds;

    /** With the first fault at {@code faultNs}, and the load over at {@code endNs}. */
    Impact(final Traffic traffic, final long startNs, final long faultNs, final long endNs) {
        this.traffic = traffic;
        this.startNs = startNs;
        this.faultNs = faultNs;
        this.endNs = endNs;
        usualNs = usualNs();
        count();
        findGap();
    }

    /** The 99th percentile of what was due and answered before anything happened. */
    private long usualNs() {
        final long[] before = latencies(startNs, faultNs);
        return before.length == 0 ? 0 : (long) Quantiles.of(before).exact(0.99);
    }

    /** Of acknowledged requests that were due then. */
    private long[] latencies(final long fromNs, final long toNs) {
        return IntStream.range(0, traffic.issued())
                .filter(i -> traffic.dueNs(i) >= fromNs && traffic.dueNs(i) < toNs
                        && traffic.outcome(i) == Outcome.COMMITTED)
                .mapToLong(i -> traffic.answeredNs(i) - traffic.dueNs(i)).toArray();
    }

    private void count() {
        for (int i = 0; i < traffic.issued(); i++) {
            final Outcome outcome = traffic.outcome(i);
            if (outcome != null) {
                outcomes.merge(outcome, 1, Integer::sum);
            }
            if (traffic.dueNs(i) >= faultNs - usualNs) {
                final long waitedNs = (outcome == null ? endNs : traffic.answeredNs(i))
                        - traffic.dueNs(i);
                lostSeconds += Math.max(0, waitedNs - usualNs) / 1e9;
            }
        }
    }

    private void findGap() {
        final List<Long> times = new ArrayList<>();
        times.add(startNs);
        IntStream.range(0, traffic.issued())
                .filter(i -> traffic.outcome(i) == Outcome.COMMITTED)
                .mapToLong(traffic::answeredNs).sorted().forEach(times::add);
        times.add(Math.max(endNs, times.get(times.size() - 1)));
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i) - times.get(i - 1) > gapNs) {
                gapNs = times.get(i) - times.get(i - 1);
                gapFromNs = times.get(i - 1);
            }
        }
    }

    long gapNs() {
        return gapNs;
    }

    /** From the first fault until a write issued after it was acknowledged; -1 for never. */
    long failoverNs() {
        return IntStream.range(0, traffic.issued())
                .filter(i -> traffic.dueNs(i) >= faultNs
                        && traffic.outcome(i) == Outcome.COMMITTED)
                .mapToLong(i -> traffic.answeredNs(i) - faultNs).min().orElse(-1);
    }

    /** Whether all that was due in the last second is acknowledged. */
    boolean isServedInEnd() {
        return IntStream.range(0, traffic.issued())
                .filter(i -> traffic.dueNs(i) >= endNs - SECOND_NS)
                .allMatch(i -> traffic.outcome(i) == Outcome.COMMITTED
                        && traffic.answeredNs(i) <= endNs + SECOND_NS / 4);
    }

    /** Of what was acknowledged although it was due after the first fault. */
    long latencyNs(final double q) {
        final long[] after = latencies(faultNs, Long.MAX_VALUE);
        return after.length == 0 ? -1 : (long) Quantiles.of(after).exact(q);
    }

    private int errors() {
        return outcomes.entrySet().stream().filter(each -> !each.getKey().isDone())
                .mapToInt(Map.Entry::getValue).sum();
    }

    /** In lines for people. */
    List<String> lines() {
        final ClientEffort effort = traffic.effort();
        final List<String> lines = new ArrayList<>();
        lines.add(String.format("requests     %,d issued, %,d acknowledged", traffic.issued(),
                outcomes.getOrDefault(Outcome.COMMITTED, 0)));
        lines.add("errors       " + (errors() == 0 ? "none" : outcomes.entrySet().stream()
                .filter(each -> !each.getKey().isDone())
                .map(each -> String.format("%s %,d", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "))));
        traffic.refusedBy().forEach((breaker, count) -> lines.add(String.format(
                "refused by   breaker %s: %,d requests", breaker, count)));
        lines.add(String.format("longest gap  %s without an acknowledged write, from t+%.3f s",
                text(gapNs), (gapFromNs - startNs) / 1e9));
        lines.add(String.format("waited       %.2f request-seconds beyond the usual, which is %s"
                + " (p99 before the first fault)", lostSeconds, text(usualNs)));
        lines.add("retries      " + String.format("%,d", effort.repeated()) + " sent again; turned"
                + " away " + (effort.refusals().isEmpty() ? "never" : effort.refusals().entrySet()
                        .stream().map(each -> String.format("%s %,d", each.getKey(),
                                each.getValue()))
                        .collect(Collectors.joining(", ")))
                + "; dead-list entries " + effort.rests());
        return lines;
    }

    /** So much time, in the unit that suits it. */
    static String text(final long ns) {
        if (ns >= SECOND_NS) {
            return String.format("%.2f s", ns / 1e9);
        }
        return ns >= 10_000_000 ? String.format("%.0f ms", ns / 1e6)
                : String.format("%.2f ms", ns / 1e6);
    }

    /** A quantile, if so many can speak of it; else a dash. */
    static String quantile(final long[] sample, final double q) {
        final Quantile quantile = Quantiles.of(sample).at(q);
        return quantile.isSupported() ? text((long) quantile.value().getAsDouble()) : "-";
    }
}
