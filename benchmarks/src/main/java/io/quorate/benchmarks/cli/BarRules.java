package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.load.Params;
import io.quorate.results.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The bars that Quorate has set itself: which figure is divided by which, and the bound. */
final class BarRules {
    static final String COMMIT = "CommitThroughput.commit";
    static final String FLOOR = "Floor.floor";
    private static final String LOOK_UP = "Log.readAnywhere";
    private static final String APPEND = "Log.append";
    private static final String SYNC = "LogSync.sync";
    private static final String MAPPED = "mapped";
    private static final String CHRONICLE = "chronicle";
    private static final String CACHED = "page-cache";
    private static final String SYNCED = "fsync";
    private static final String DRIVER = "driver";
    private static final String OWN_THREAD = "own-thread";

    /** What is compared: of each figure the median score, or a percentile of its latency. */
    enum Statistic {
        /** The median of what JMH scored. */
        SCORE,
        /** The median latency. */
        P50,
        /** The 99th percentile of the latency. */
        P99,
        /** Entries by the median time that it took to catch up with them. */
        CAUGHT_UP
    }

    /** A benchmark's, with these parameters, as far as it had them when it was recorded. */
    record Figure(String title, Map<String, String> params, Statistic statistic) {
        boolean isOf(final Series one) {
            return isOf(one.title(), one.params());
        }

        boolean isOf(final String ofTitle, final Map<String, String> recorded) {
            return ofTitle.equals(title) && params.entrySet().stream().allMatch(param ->
                    param.getValue().equals(recorded.getOrDefault(param.getKey(),
                    Params.ADDED_LATER.getOrDefault(param.getKey(), param.getValue()))));
        }
    }

    /**
     * A bar.
     *
     * @param what      says what is divided by what
     * @param of        what is divided
     * @param to        the sum of these is what it is divided by; a time in seconds if there is
     *                  none
     * @param isAtLeast whether the ratio must not be lower than the bound; else not higher
     */
    record Rule(String what, Figure of, List<Figure> to, boolean isAtLeast, double bound) {
    }

    static final List<Rule> ALL = Stream.of(commits(), storage(), returns())
            .flatMap(List::stream).toList();

    private BarRules() {
    }

    private static List<Rule> commits() {
        return List.of(
                atLeast("throughput by the floor's, mapped log, window 1024",
                        commit(MAPPED, CACHED, 1024, Statistic.SCORE),
                        floor(1024, Statistic.SCORE), 0.5),
                atLeast("the same where each has a driver with a thread of its own",
                        with(commit(MAPPED, CACHED, 1024, Statistic.SCORE), DRIVER, OWN_THREAD),
                        with(floor(1024, Statistic.SCORE), DRIVER, OWN_THREAD), 0.5),
                atMost("p50 by the floor's, mapped log, window 1",
                        commit(MAPPED, CACHED, 1, Statistic.P50), floor(1, Statistic.P50), 1.6),
                atMost("p50 by a networked client by the floor's of four legs, window 1",
                        with(commit(MAPPED, CACHED, 1, Statistic.P50), "client", "network"),
                        with(floor(1, Statistic.P50), "legs", "4"), 1.5),
                atMost("p99 by the floor's, mapped log, window 1",
                        commit(MAPPED, CACHED, 1, Statistic.P99), floor(1, Statistic.P99), 3),
                atLeast("throughput of Chronicle by the mapped log's, window 1024",
                        commit(CHRONICLE, CACHED, 1024, Statistic.SCORE),
                        commit(MAPPED, CACHED, 1024, Statistic.SCORE), 0.8),
                atMost("p50 of Chronicle by the mapped log's, window 1",
                        commit(CHRONICLE, CACHED, 1, Statistic.P50),
                        commit(MAPPED, CACHED, 1, Statistic.P50), 1.3),
                atLeast("throughput of fsync by page-cache, mapped log, window 1024",
                        commit(MAPPED, SYNCED, 1024, Statistic.SCORE),
                        commit(MAPPED, CACHED, 1024, Statistic.SCORE), 0.4),
                atLeast("throughput of fsync by page-cache, Chronicle, window 1024",
                        commit(CHRONICLE, SYNCED, 1024, Statistic.SCORE),
                        commit(CHRONICLE, CACHED, 1024, Statistic.SCORE), 0.4),
                synced("p50 of fsync by a sync's and page-cache's, mapped log, window 1", MAPPED),
                synced("p50 of fsync by a sync's and page-cache's, Chronicle, window 1", CHRONICLE),
                atLeast("linearizable reads at the leader by commits, window 1024",
                        new Figure("Read.read", Map.of("window", "1024", "level", "linearizable",
                                "member", "leader"), Statistic.SCORE),
                        new Figure(COMMIT, Map.of("window", "1024", DRIVER, "auto"),
                                Statistic.SCORE), 3));
    }

    private static Rule synced(final String what, final String storage) {
        return new Rule(what, commit(storage, SYNCED, 1, Statistic.P50),
                List.of(part(SYNC, storage, Map.of("batch", "1")),
                        commit(storage, CACHED, 1, Statistic.P50)), false, 1.5);
    }

    /** Chronicle's log beside the mapped one. */
    private static List<Rule> storage() {
        return List.of(
                ofChronicle("append, a batch of 128", APPEND, Map.of("batch", "128"), 1.25),
                ofChronicle("append, a batch of 16", APPEND, Map.of("batch", "16"), 1.5),
                ofChronicle("append, an entry alone", APPEND, Map.of("batch", "1"), 4),
                ofChronicle("a run read", "Log.readRun", Map.of("batch", "128"), 1.1),
                ofChronicle("an entry read anywhere", LOOK_UP, Map.of("batch", "128"), 1.1),
                ofChronicle("sync of a batch of 1", SYNC, Map.of("batch", "1"), 1.5),
                ofChronicle("sync of a batch of 16", SYNC, Map.of("batch", "16"), 1.5),
                ofChronicle("sync of a batch of 256", SYNC, Map.of("batch", "256"), 1.5));
    }

    private static Rule ofChronicle(final String what, final String title,
            final Map<String, String> params, final double bound) {
        return atMost(what + ", Chronicle by the mapped log", part(title, CHRONICLE, params),
                part(title, MAPPED, params), bound);
    }

    /** What a member meets that comes back, and a log that has grown long. */
    private static List<Rule> returns() {
        return List.of(
                opening("10^7 entries opened, mapped log, seconds", "afterClose", MAPPED),
                opening("10^7 entries opened, Chronicle, seconds", "afterClose", CHRONICLE),
                opening("10^7 entries opened after a kill, mapped log, seconds", "afterKill",
                        MAPPED),
                opening("10^7 entries opened after a kill, Chronicle, seconds", "afterKill",
                        CHRONICLE),
                length("append after 10^7 entries by after 10^6, mapped log", MAPPED),
                length("append after 10^7 entries by after 10^6, Chronicle", CHRONICLE),
                caughtUp("entries a second caught up by the floor's, mapped log", MAPPED),
                caughtUp("entries a second caught up by the floor's, Chronicle", CHRONICLE),
                noticed("p99 of commits while one catches up by without, mapped log", MAPPED),
                noticed("p99 of commits while one catches up by without, Chronicle", CHRONICLE));
    }

    private static Rule opening(final String what, final String after, final String storage) {
        return new Rule(what, part("Opening." + after, storage, Map.of("entries", "10000000")),
                List.of(), false, 1);
    }

    private static Rule length(final String what, final String storage) {
        return atMost(what, part("LogLength.append", storage, Map.of("entries", "10000000")),
                part("LogLength.append", storage, Map.of("entries", "1000000")), 1.1);
    }

    private static Rule caughtUp(final String what, final String storage) {
        return atLeast(what, catchUp("catchUp", storage, Statistic.CAUGHT_UP),
                floor(1024, Statistic.SCORE), 0.5);
    }

    private static Rule noticed(final String what, final String storage) {
        return atMost(what, catchUp("catchUp", storage, Statistic.P99),
                catchUp("baseline", storage, Statistic.P99), 3);
    }

    // ---- figures -------------------------------------------------------------------------------

    private static Rule atLeast(final String what, final Figure of, final Figure to,
            final double bound) {
        return new Rule(what, of, List.of(to), true, bound);
    }

    private static Rule atMost(final String what, final Figure of, final Figure to,
            final double bound) {
        return new Rule(what, of, List.of(to), false, bound);
    }

    private static Figure floor(final int window, final Statistic statistic) {
        return new Figure(FLOOR, at(window, Map.of("legs", "2", DRIVER, "auto")), statistic);
    }

    private static Figure commit(final String storage, final String durability, final int window,
            final Statistic statistic) {
        return new Figure(COMMIT, at(window, Map.of("storage", storage, "durability", durability,
                "nodes", "3", "observers", "0", "roundTripMs", "0", "threading", "inline",
                "client", "in-process", DRIVER, "auto")), statistic);
    }

    private static Figure with(final Figure figure, final String param, final String value) {
        final Map<String, String> params = new HashMap<>(figure.params());
        params.put(param, value);
        return new Figure(figure.title(), Map.copyOf(params), figure.statistic());
    }

    private static Figure catchUp(final String method, final String storage,
            final Statistic statistic) {
        return new Figure("CatchUp." + method, Map.of("behind", "1000000", "window", "1",
                "payload", "32", "transport", "aeron-udp", "storage", storage,
                "threading", "inline"), statistic);
    }

    private static Figure part(final String title, final String storage,
            final Map<String, String> more) {
        final Map<String, String> params = new HashMap<>(more);
        params.putAll(Map.of("storage", storage, "payload", "32"));
        return new Figure(title, Map.copyOf(params), Statistic.SCORE);
    }

    private static Map<String, String> at(final int window, final Map<String, String> more) {
        final Map<String, String> params = new HashMap<>(more);
        params.putAll(Map.of("transport", "aeron-udp", "payload", "32",
                "window", Integer.toString(window)));
        return Map.copyOf(params);
    }
}
