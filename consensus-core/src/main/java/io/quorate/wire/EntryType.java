package io.quorate.wire;

/** What an entry of the log is for. */
public final class EntryType {
    /** A new leader's first entry, so that an entry of its own term can commit (§8). */
    public static final int NO_OP = 1;
    /** A command for the state machine. */
    public static final int COMMAND = 2;
    /** Who the members are. */
    public static final int CONFIGURATION = 3;

    private EntryType() {
    }

    /** Whether this build knows the type. */
    public static boolean isKnown(final int type) {
        return type >= NO_OP && type <= CONFIGURATION;
    }
}
