package io.quorate.wire;

/** What an entry of the log is for. */
public final class EntryType {
    /** A new leader's first entry, so that an entry of its own term can commit (§8). */
    public static final int NO_OP = 1;
    /** A command for the state machine. */
    public static final int COMMAND = 2;
    /** Who the members are. */
    public static final int CONFIGURATION = 3;
    /** A client's session begins; its number is the entry's index. */
    public static final int SESSION_OPEN = 4;
    /** A command of a session, to be executed once. */
    public static final int SESSION_COMMAND = 5;
    /** A session ends. */
    public static final int SESSION_CLOSE = 6;
    /** A session's client is alive. */
    public static final int SESSION_KEEP_ALIVE = 7;

    private EntryType() {
    }

    /** Whether this build knows the type. */
    public static boolean isKnown(final int type) {
        return type >= NO_OP && type <= SESSION_KEEP_ALIVE;
    }
}
