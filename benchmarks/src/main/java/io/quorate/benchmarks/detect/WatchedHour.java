package io.quorate.benchmarks.detect;

/** A living leader that is watched hour after hour. */
public final class WatchedHour {
    /** Heartbeats in an hour. */
    public static final int HEARTBEATS = 72_000;

    private final WatchedLeader leader;
    private long untilNs;

    /** Watching begins. */
    public WatchedHour(final Contender contender, final Weather weather, final long seed) {
        leader = new WatchedLeader(contender.detector(seed), new Climate(weather, seed),
                Contender.HEARTBEAT_NS, seed);
    }

    /** Lets another hour pass; how often the leader has come to be suspected since the first. */
    public long goOn() {
        untilNs += HEARTBEATS * Contender.HEARTBEAT_NS;
        leader.pass(untilNs);
        return leader.suspicions();
    }
}
