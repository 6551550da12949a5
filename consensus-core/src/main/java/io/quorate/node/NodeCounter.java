package io.quorate.node;

import io.quorate.wire.Message;

/** What a node lets others see of itself: its role, its positions, and what it turned away. */
public enum NodeCounter {
    /** 1 once the node has stopped; what else is said here is then its last word. */
    STOPPED("stopped"),
    /** The ordinal of its {@link io.quorate.raft.Role}. */
    ROLE("role: 0 follower, 1 pre-candidate, 2 candidate, 3 leader"),
    /** The newest term that it knows of. */
    TERM("term"),
    /** The member that leads in that term; 0 while none is known. */
    LEADER("leader"),
    /** The highest entry in its log. */
    LAST_INDEX("lastIndex"),
    /** The highest entry that its disk has kept. */
    DURABLE_INDEX("durableIndex"),
    /** The highest entry that it knows to be committed. */
    COMMIT_INDEX("commitIndex"),
    /** The highest entry that its state machine was fed. */
    APPLIED_INDEX("appliedIndex"),
    /** The lowest entry in its log: those before it are purged. */
    FIRST_INDEX("firstIndex"),
    /** The last entry that its newest snapshot covers; 0 while there is none. */
    SNAPSHOT_INDEX("snapshotIndex"),
    /** The entry that holds the newest configuration in its log. */
    CONFIGURATION_INDEX("configurationIndex"),
    /** The newest round of its term that a quorum has acknowledged to it; 0 where it follows. */
    CONFIRMED_ROUND("confirmedRound"),
    /** Peers that failed its checks; 0 where it follows, or does not check. */
    INACTIVE_PEERS("inactivePeers"),
    /** The ordinal of the {@link ClusterHealth} that it knows of. */
    CLUSTER("cluster: 0 green, 1 yellow, 2 red"),
    /** Reads that wait to be answered. */
    READS_WAITING("reads waiting"),
    /** The ordinal of its {@link Health}. */
    HEALTH("health: 0 healthy, 1 slow disk, 2 slow apply, 3 slow loop"),
    /** How often it began, as a leader, to hand over for the sake of its health. */
    HAND_OVERS("health: handed over"),
    /** How long its disk has owed an answer, for an entry or to who asks it, in microseconds. */
    DISK_WAIT_US("health: waits for the disk, us"),
    /** The age of the oldest entry that is committed and not applied, in microseconds. */
    APPLY_WAIT_US("health: waits to be applied, us"),
    /** Frames dropped: of an impossible length, or of an unknown type. */
    MALFORMED("dropped: malformed"),
    /** Frames dropped: of a wire version that this build does not speak. */
    UNKNOWN_VERSION("dropped: unknown version"),
    /** Frames dropped: their checksum did not match. */
    CORRUPT("dropped: corrupt"),
    /** Frames dropped: of another cluster. */
    WRONG_CLUSTER("dropped: wrong cluster"),
    /** Frames dropped: from no other member. */
    UNKNOWN_MEMBER("dropped: unknown member"),
    /** Frames dropped: from a member's earlier life. */
    STALE_INCARNATION("dropped: stale incarnation"),
    /** Messages dropped: their entries were damaged or out of order. */
    MALFORMED_ENTRIES("dropped: malformed entries"),
    /** Messages dropped: said for a member by a storage that is not its own. */
    REFUSED("dropped: refused identity"),
    /** Frames that the transport took and lost, as the peer was not there. */
    TRANSPORT_LOST("transport: lost"),
    /** Frames that the transport did not take for the time being. */
    TRANSPORT_REFUSED("transport: refused"),
    /** How often the way to a peer was made anew. */
    TRANSPORT_RECONNECTS("transport: reconnects"),
    /** When it last heard another that leads, in nanoseconds of its own clock; 0: never. */
    LEADER_HEARD_NS("leader: heard last at, ns"),
    /** When a link to a peer's process ended last, in nanoseconds of the host's steady clock. */
    LINK_ENDED_NS("link: ended last at, ns"),
    /** Commands answered as {@link Outcome#COMMITTED}. */
    COMMITTED("answered: committed"),
    /** Commands and reads answered as {@link Outcome#NOT_LEADER}. */
    NOT_LEADER("answered: not leader"),
    /** Commands and reads answered as {@link Outcome#BACK_PRESSURED}. */
    BACK_PRESSURED("answered: back pressured"),
    /** Commands answered as {@link Outcome#INDETERMINATE}. */
    INDETERMINATE("answered: indeterminate"),
    /** Commands answered as {@link Outcome#SESSION_EXPIRED}. */
    SESSION_EXPIRED("answered: session expired"),
    /** Commands answered as {@link Outcome#SESSIONS_FULL}. */
    SESSIONS_FULL("answered: sessions full"),
    /** Commands answered as {@link Outcome#OUT_OF_SEQUENCE}. */
    OUT_OF_SEQUENCE("answered: out of sequence"),
    /** Commands answered as {@link Outcome#TOO_LARGE}. */
    TOO_LARGE("answered: too large"),
    /** Commands answered as {@link Outcome#UNSUPPORTED}. */
    UNSUPPORTED("answered: unsupported"),
    /** Requests sent on to the leader. */
    FORWARDED("forwarded"),
    /** Requests and replies of the wire that were lost for want of room. */
    REPLIES_LOST("clients: lost"),
    /** Sessions that are open. */
    SESSIONS("sessions"),
    /** Reads answered as {@link Outcome#ANSWERED}. */
    ANSWERED("answered: reads"),
    /** Reads that asked a leader for its lease when it held none, and were confirmed by a round. */
    LEASE_MISSED("reads: without lease"),
    /** Commands and reads answered as {@link Outcome#OVERLOADED}. */
    OVERLOADED("answered: overloaded"),
    /** Orders of operators answered as {@link Outcome#REFUSED}. */
    ORDERS_REFUSED("answered: refused"),
    /** {@link Breaker#IN_FLIGHT}: what is in use. */
    IN_FLIGHT_BYTES("breaker in-flight: used, bytes"),
    /** {@link Breaker#IN_FLIGHT}: requests that it refused. */
    IN_FLIGHT_TRIPS("breaker in-flight: trips"),
    /** {@link Breaker#UNCOMMITTED}: what is in use. */
    UNCOMMITTED_BYTES("breaker uncommitted: used, bytes"),
    /** {@link Breaker#UNCOMMITTED}: requests that it refused. */
    UNCOMMITTED_TRIPS("breaker uncommitted: trips"),
    /** {@link Breaker#BACKLOG}: what is in use. */
    BACKLOG_BYTES("breaker backlog: used, bytes"),
    /** {@link Breaker#BACKLOG}: requests that it refused. */
    BACKLOG_TRIPS("breaker backlog: trips"),
    /** {@link Breaker#HEAP}: what is in use, as of the newest look. */
    HEAP_BYTES("breaker heap: used, bytes"),
    /** {@link Breaker#HEAP}: requests that it refused. */
    HEAP_TRIPS("breaker heap: trips"),
    /** {@link Breaker#TOTAL}: what is in use. */
    TOTAL_BYTES("breaker total: used, bytes"),
    /** {@link Breaker#TOTAL}: requests that it refused. */
    TOTAL_TRIPS("breaker total: trips");

    private final String label;

    NodeCounter(final String label) {
        this.label = label;
    }

    /** Its name in a file of counters. */
    public String label() {
        return label;
    }

    /** Its place among the others in this process; outside of it, the label is what counts. */
    @SuppressWarnings("EnumOrdinal")
    int id() {
        return ordinal();
    }

    static NodeCounter of(final Outcome answered) {
        return switch (answered) {
            case COMMITTED -> COMMITTED;
            case NOT_LEADER -> NOT_LEADER;
            case BACK_PRESSURED -> BACK_PRESSURED;
            case INDETERMINATE -> INDETERMINATE;
            case SESSION_EXPIRED -> SESSION_EXPIRED;
            case SESSIONS_FULL -> SESSIONS_FULL;
            case OUT_OF_SEQUENCE -> OUT_OF_SEQUENCE;
            case UNSUPPORTED -> UNSUPPORTED;
            case ANSWERED -> ANSWERED;
            case TOO_LARGE -> TOO_LARGE;
            case OVERLOADED -> OVERLOADED;
            case REFUSED -> ORDERS_REFUSED;
            case ACCEPTED, STOPPED ->
                throw new IllegalArgumentException(answered + " is no answer of a node");
        };
    }

    static NodeCounter of(final Message.Verdict verdict) {
        return switch (verdict) {
            case MALFORMED -> MALFORMED;
            case UNKNOWN_VERSION -> UNKNOWN_VERSION;
            case CORRUPT -> CORRUPT;
            case WRONG_CLUSTER -> WRONG_CLUSTER;
            case SOUND -> throw new IllegalArgumentException("a sound frame is not dropped");
        };
    }
}
