package io.quorate.wire;

/** The number of each kind of message, and how many bytes it takes at least. */
public final class MessageType {
    /** {@link RequestVote}. */
    public static final int REQUEST_VOTE = 1;
    /** {@link VoteReply}. */
    public static final int VOTE_REPLY = 2;
    /** {@link AppendEntries}, with a body. */
    public static final int APPEND_ENTRIES = 3;
    /** {@link AppendReply}. */
    public static final int APPEND_REPLY = 4;
    /** {@link InstallSnapshot}, with a body. */
    public static final int INSTALL_SNAPSHOT = 5;
    /** {@link SnapshotReply}. */
    public static final int SNAPSHOT_REPLY = 6;
    /** {@link TimeoutNow}. */
    public static final int TIMEOUT_NOW = 7;
    /** {@link ReadRequest}. */
    public static final int READ_REQUEST = 8;
    /** {@link ReadReply}. */
    public static final int READ_REPLY = 9;
    /** {@link ClientRequest}, with a body. */
    public static final int CLIENT_REQUEST = 10;
    /** {@link ClientReply}, with a body. */
    public static final int CLIENT_REPLY = 11;

    /** {@link Check}. */
    public static final int CHECK = 12;
    /** {@link CheckReply}. */
    public static final int CHECK_REPLY = 13;

    /** {@link ClientReplies}, with a body. */
    public static final int CLIENT_REPLIES = 14;

    private MessageType() {
    }

    /** Bytes of the header and fixed fields; -1 for an unknown type. */
    static int fixedLength(final int type) {
        return switch (type) {
            case REQUEST_VOTE -> RequestVote.LENGTH_FIXED;
            case VOTE_REPLY -> VoteReply.LENGTH_FIXED;
            case APPEND_ENTRIES -> AppendEntries.LENGTH_FIXED;
            case APPEND_REPLY -> AppendReply.LENGTH_FIXED;
            case INSTALL_SNAPSHOT -> InstallSnapshot.LENGTH_FIXED;
            case SNAPSHOT_REPLY -> SnapshotReply.LENGTH_FIXED;
            case TIMEOUT_NOW -> TimeoutNow.LENGTH_FIXED;
            case READ_REQUEST -> ReadRequest.LENGTH_FIXED;
            case READ_REPLY -> ReadReply.LENGTH_FIXED;
            case CLIENT_REQUEST -> ClientRequest.LENGTH_FIXED;
            case CLIENT_REPLY -> ClientReply.LENGTH_FIXED;
            case CHECK -> Check.LENGTH_FIXED;
            case CHECK_REPLY -> CheckReply.LENGTH_FIXED;
            case CLIENT_REPLIES -> ClientReplies.LENGTH_FIXED;
            default -> -1;
        };
    }

    static boolean hasBody(final int type) {
        return type == APPEND_ENTRIES || type == INSTALL_SNAPSHOT || type == CLIENT_REQUEST
                || type == CLIENT_REPLY || type == CLIENT_REPLIES;
    }
}
