package io.quorate.results;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What one trial measures: a column of {@code trials.csv}, its unit last in its name.
 * <pre>
 * t0 fault    t2 suspicion t3 candidacy t4 majority  t5 heard     t6 no-op    t7 client  t8 drained
 * |---detect---|---stand----|----vote----|--announce--|-establish--|--client---|---drain--|
 * |----------------------election---------------------|
 * |----------------------------------failover----------------------------------|
 * t1 last heard: most often before t0
 * </pre>
 * t0 is the injected fault, or the start of the election where nothing fails. Times are differences
 * of {@code System.nanoTime} on one host, at least 0 unless said otherwise; what a benchmark does
 * not measure stays empty.
 */
public enum Measure {
    /** t5 - t0: until another node hears the new leader (the metric of the Raft thesis). */
    ELECTION_NS(Kind.HEADLINE),
    /** t7 - t0: until the first client request issued after the fault is acknowledged. */
    FAILOVER_NS(Kind.HEADLINE),
    /** From asking for other members until they are agreed on and those before are gone. */
    CHANGE_NS(Kind.HEADLINE),
    /** The longest time without a commit while that went on, under a steady load. */
    COMMIT_GAP_NS(Kind.HEADLINE),
    /** t2 - t0: until the first survivor suspects the leader. */
    DETECT_NS(Kind.PHASE),
    /**
     * The part of that until the end of the stream from the process that is gone has reached the
     * first survivor; nothing where members keep no such streams.
     */
    STREAM_END_NS(Kind.PHASE),
    /** t3 - t2: pre-vote, lost rounds and back-off, until the winning candidacy starts. */
    STAND_NS(Kind.PHASE),
    /** t4 - t3: until the winner has a majority of votes. */
    VOTE_NS(Kind.PHASE),
    /** t5 - t4: until another node hears the new leader. */
    ANNOUNCE_NS(Kind.PHASE),
    /** t6 - t5: until the new leader's no-op is committed. */
    ESTABLISH_NS(Kind.PHASE),
    /** t7 - t6: until the first client request issued after the fault is acknowledged. */
    CLIENT_NS(Kind.PHASE),
    /**
     * t8 - t7: until a request is committed within twice the 99th percentile of before the fault,
     * while no request is overdue that long. It follows after all headlines, and is part of none.
     */
    DRAIN_NS(Kind.AFTERMATH),
    /** t1 - t0: when the winner last heard the old leader; negative if before the fault. */
    LAST_HEARD_NS(Kind.MARK),
    /** Where in the heartbeat interval the fault fell: time since the last heartbeat was sent. */
    FAULT_PHASE_NS(Kind.MARK),
    /** Election rounds held; 1 = the first candidacy won. */
    ROUNDS(Kind.COUNT),
    /** Votes that were asked for and refused. */
    VOTES_REFUSED(Kind.COUNT),
    /** Pre-votes that found no majority. */
    PRE_VOTES_FAILED(Kind.COUNT);

    /** What a measure is good for. */
    enum Kind {
        /** A time with its tail. */
        HEADLINE,
        /** A time that is part of a headline. */
        PHASE,
        /** A time that begins where a headline ends. */
        AFTERMATH,
        /** A point in time that explains others and may be negative. */
        MARK,
        /** A number of events. */
        COUNT
    }

    private final Kind kind;

    Measure(final Kind kind) {
        this.kind = kind;
    }

    /** The name of the column, such as {@code failover_ns}. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for a table, without the unit: {@code failover}, {@code last heard}. */
    public String title() {
        final String column = column();
        return column.replaceFirst("_ns$", "").replace('_', ' ');
    }

    /** Whether it is a part of a headline's time. */
    public boolean isPhase() {
        return kind == Kind.PHASE;
    }

    Kind kind() {
        return kind;
    }

    /** The measure of a column; empty for a name that this version does not know. */
    public static Optional<Measure> ofColumn(final String column) {
        return Arrays.stream(values()).filter(m -> m.column().equals(column)).findFirst();
    }
}
