package io.quorate.benchmarks.virtual;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the Raft thesis asks and does not answer: six questions of section 10.4, four of 9.7. */
public enum OpenQuestion {
    /** Of clients and a new leader. */
    CLIENTS("clients", "10.4", "How fast do clients find the leader?",
            "FailoverTimeBenchmark.failover"),
    /** Of a new leader. */
    FIRST_COMMIT("first-commit", "10.4", "How fast does a new leader commit its first entry?",
            "FailoverTimeBenchmark.failover"),
    /** Of members that are down besides. */
    FOLLOWER_FAILURE("follower-failure", "10.4", "What does it cost that a follower is down?",
            ""),
    /** Of other members. */
    RECONFIGURATION("reconfiguration", "10.4", "What does a change of members cost?",
            "MembershipChangeBenchmark.replace"),
    /** Of snapshots. */
    COMPACTION("compaction", "10.4", "What does compaction cost?",
            "SnapshotBenchmark.baseline SnapshotBenchmark.taken"
                    + " SnapshotBenchmark.installed"),
    /** Of all members at once. */
    RESTART("restart", "10.4", "How fast is a cluster back that was stopped?",
            "ElectionLatencyBenchmark.elect"),
    /** Of members that remember different terms. */
    INITIAL_TERMS("initial-terms", "9.7", "What if members begin in different terms?", ""),
    /** Of a network that is slower one way. */
    ASYMMETRIC_LATENCY("asymmetric-latency", "9.7", "What if some members' words travel longer?",
            ""),
    /** Of a network that loses messages. */
    LOSS("loss", "9.7", "What if many messages are lost?", ""),
    /** Of clocks. */
    CLOCK_DRIFT("clock-drift", "9.7", "What if clocks run apart?", "");

    private final String label;
    private final String section;
    private final String text;
    private final String benchmarks;

    OpenQuestion(final String label, final String section, final String text,
            final String benchmarks) {
        this.label = label;
        this.section = section;
        this.text = text;
        this.benchmarks = benchmarks;
    }

    /** The question of that label. */
    public static Optional<OpenQuestion> ofLabel(final String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /** What it is called. */
    public String label() {
        return label;
    }

    /** Where the thesis asks it. */
    public String section() {
        return section;
    }

    /** The question itself. */
    public String text() {
        return text;
    }

    /** Who tells more of it in real time; none if only the simulator can. */
    public List<String> benchmarks() {
        return benchmarks.isEmpty() ? List.of() : List.of(benchmarks.split(" ", -1));
    }
}
