package io.quorate.raft;

/** What a member is to a configuration. Its code is its ordinal on the wire and on disk. */
public enum MemberRole {
    /** Nothing: not yet a member, or no more. */
    NONE,
    /** Votes, is counted and may lead. */
    VOTER,
    /** Is sent the log and not counted: about to become a voter, or one no more. */
    LEARNER,
    /** Is sent the log after all others and never counted; it serves reads. */
    OBSERVER;

    private static final MemberRole[] ALL = values();

    /** The role of that code, which is one. */
    static MemberRole ofCode(final int code) {
        if (code < 0 || code >= ALL.length) {
            throw new IllegalStateException("a configuration entry names the role " + code);
        }
        return ALL[code];
    }

    @SuppressWarnings("EnumOrdinal")
    byte code() {
        return (byte) ordinal();
    }
}
