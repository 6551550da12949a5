package io.quorate.sim;

/** What can happen to a node in a simulation, and how the trace tells it. */
public enum Event {
    /** A node begins a life: its storage was opened. */
    START("begins life %2$d: term=%3$d last=%4$d"),
    /** A node's life ends. */
    CRASH("%1$s: entries lost %2$d, removed ones that come back %3$d"),
    /** A node's process stands still. */
    PAUSE("stands still for %2$d us, its clock %1$s"),
    /** A duty cycle has changed the node's positions. */
    SETTLE("is %1$s term=%2$d last=%3$d durable=%4$d commit=%5$d"),
    /** The wire takes a message. */
    SEND("says to %2$d: "),
    /** The wire does not take a message: it is to be offered again. */
    REFUSE("may not speak to %2$d now"),
    /** A message is lost on its way. */
    LOSE("is not heard by %2$d"),
    /** A request for a vote, or a pre-vote, arrives. */
    HEAR_REQUEST_VOTE("hears RequestVote from %2$d in its life %3$d"),
    /** An answer to a request for a vote arrives. */
    HEAR_VOTE_REPLY("hears VoteReply from %2$d in its life %3$d"),
    /** Entries or a heartbeat arrive. */
    HEAR_APPEND_ENTRIES("hears AppendEntries from %2$d in its life %3$d"),
    /** An answer to entries arrives. */
    HEAR_APPEND_REPLY("hears AppendReply from %2$d in its life %3$d"),
    /** A piece of a snapshot arrives. */
    HEAR_INSTALL_SNAPSHOT("hears InstallSnapshot from %2$d in its life %3$d"),
    /** An answer to a piece of a snapshot arrives. */
    HEAR_SNAPSHOT_REPLY("hears SnapshotReply from %2$d in its life %3$d"),
    /** A leader's request to stand at once arrives. */
    HEAR_TIMEOUT_NOW("hears TimeoutNow from %2$d in its life %3$d"),
    /** A check arrives. */
    HEAR_CHECK("hears Check from %2$d in its life %3$d"),
    /** An answer to a check arrives. */
    HEAR_CHECK_REPLY("hears CheckReply from %2$d in its life %3$d"),
    /** A member's request for a read index arrives. */
    HEAR_READ_REQUEST("hears ReadRequest from %2$d in its life %3$d"),
    /** A leader's answer to such a request arrives. */
    HEAR_READ_REPLY("hears ReadReply from %2$d in its life %3$d"),
    /** A frame arrives that is damaged, or of another cluster. */
    HEAR_DAMAGED("hears a frame that is damaged or foreign"),
    /** The disk has made entries durable. */
    SYNC_LOG("has entries up to %2$d on disk"),
    /** The disk has made a snapshot durable. */
    SYNC_SNAPSHOT("has a snapshot of entry %2$d on disk"),
    /** The state machine is given a snapshot. */
    RESTORE("restores its state from a snapshot of entry %2$d"),
    /** The disk has made term and vote durable. */
    SYNC_VOTE("has its word on disk: term=%2$d vote=%3$d"),
    /** The disk takes its time. */
    STALL("has a disk that stalls for %2$d us"),
    /** Entries are removed from the log's end. */
    TRUNCATE("removes %3$d entries, from %2$d on"),
    /** A client submits a command. */
    SUBMIT("is given command %2$d"),
    /** A client is answered. */
    ANSWER("answers command %2$d: %1$s %3$d"),
    /** A client reads. */
    READ("is asked for read %2$d: %1$s"),
    /** A reader is answered. */
    READ_ANSWER("answers read %2$d: %1$s at %3$d"),
    /** The state machine is fed. */
    APPLY("applies entry %2$d, command %3$d"),
    /** A leader begins to hand over for the sake of its health. */
    HAND_OVER("hands over, being %1$s"),
    /** Something happens to the network, or to all nodes at once. */
    WEATHER("%1$s %2$d %3$d");

    private final String format;

    Event(final String format) {
        this.format = format;
    }

    /** A number for a hash: of its name, so that it stays when others join. */
    int mark() {
        return name().hashCode();
    }

    String tell(final String label, final long a, final long b, final long c, final long d) {
        final String told = String.format(format, label, a, b, c, d);
        return this == SEND ? told + String.format(label, b, c, d) : told;
    }
}
