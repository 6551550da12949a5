package io.quorate.results;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What an election costs by the Raft thesis' reasoning (9.1 to 9.3), for a perfect implementation
 * on perfect machines: whatever is measured above it is ours. Times are milliseconds.
 *
 * @param nodes       members, the crashed leader included.
 * @param survivors   members that are left, at least a majority.
 * @param timeoutMin  the shortest election timeout.
 * @param timeoutMax  the longest.
 * @param heartbeat   how often the leader was heard; the crash falls anywhere in between.
 * @param latency     one way between two members.
 * @param write       of a vote to the disk.
 */
public record ElectionModel(int nodes, int survivors, double timeoutMin, double timeoutMax,
        double heartbeat, double latency, double write) {
    /** One way between two members of one machine. */
    static final double LOOPBACK_MS = 0.05;

    private static final int SAMPLE = 20_000;
    private static final Set<String> SILENCES = Set.of("crash", "pause", "partition", "one-way");
    private static final Map<String, String> BY_SILENCE = Map.of(
            "detector", "election-timeout", "election", "random", "evidence", "timeout");

    /**
     * Of trials with these parameters, on a perfect machine. Empty where it is not the silence of
     * the leader that is timed. Under load each command is a word of the leader's, so that more of
     * them than heartbeats leave less of a timeout run already when it falls silent.
     */
    public static Optional<ElectionModel> of(final Map<String, String> params) {
        final String min = params.getOrDefault("electionTimeoutMinMs", "");
        final String max = params.getOrDefault("electionTimeoutMaxMs", "");
        if (!min.matches("\\d+") || !max.matches("\\d+") || !isTimed(params)) {
            return Optional.empty();
        }
        final int nodes = Integer.parseInt(params.getOrDefault("nodes", "3"));
        final double heartbeat = Double.parseDouble(params.getOrDefault("heartbeatMs", "0"));
        final double rate = Double.parseDouble(params.getOrDefault("rate", "0"));
        return Optional.of(new ElectionModel(nodes, nodes - 1, Double.parseDouble(min),
                Double.parseDouble(max), rate > 0 ? Math.min(heartbeat, 1_000 / rate) : heartbeat,
                LOOPBACK_MS, 0));
    }

    private static boolean isTimed(final Map<String, String> params) {
        return !params.getOrDefault("cause", "crash").equals("cold-start")
                && SILENCES.contains(params.getOrDefault("fault", "crash"))
                && BY_SILENCE.entrySet().stream().allMatch(one ->
                        params.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()));
    }

    /** A quantile of many elections by the same reasoning, always the same. */
    public double quantile(final double q) {
        return Quantiles.of(sample()).exact(q);
    }

    /** Times of many elections, ascending, always the same. */
    double[] sample() {
        return sample(SAMPLE, 42);
    }

    /**
     * The chance that a round ends in split votes: so many others stand before they hear the first
     * candidate that it finds no majority.
     */
    public double splitVote() {
        final double reached = timeoutMax > timeoutMin
                ? Math.min(1, latency / (timeoutMax - timeoutMin)) : 1;
        double split = 0;
        for (int k = tooMany(); k <= survivors; k++) {
            split += choose(survivors, k) * Math.pow(reached, k)
                    * Math.pow(1 - reached, survivors - k);
        }
        return Math.min(1, split);
    }

    /** So many that stand within one latency of the first leave it short of a majority. */
    private int tooMany() {
        return survivors - nodes / 2;
    }

    private static double choose(final int n, final int k) {
        double ways = 1;
        for (int i = 1; i <= k; i++) {
            ways = ways * (n - k + i) / i;
        }
        return ways;
    }

    /** The expected time from the crash until the new leader is heard. */
    public double expected() {
        final double round = timeoutMin + (timeoutMax - timeoutMin) / (survivors + 1) + latency;
        return round / (1 - splitVote()) + latency + write - heartbeat / 2;
    }

    /** Times of so many elections by the same reasoning, ascending; the seed decides them. */
    public double[] sample(final int elections, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] times = new double[elections];
        final double[] timeouts = new double[survivors];
        for (int i = 0; i < elections; i++) {
            double time = latency + write - heartbeat * random.nextDouble();
            boolean isSplit;
            int rounds = 0;
            do {
                for (int s = 0; s < survivors; s++) {
                    timeouts[s] = timeoutMin + (timeoutMax - timeoutMin) * random.nextDouble();
                }
                Arrays.sort(timeouts);
                time += timeouts[0] + latency;
                // the first needs a majority of all; the others vote for themselves
                isSplit = timeouts[Math.min(survivors - 1, tooMany())] < timeouts[0] + latency;
            } while (isSplit && ++rounds < 10_000);
            times[i] = Math.max(0, time);
        }
        Arrays.sort(times);
        return times;
    }
}
