package io.quorate.raft;

/** Why a leader does not do what it was asked: negative codes, each with a name. */
public final class Refusal {
    /** Another change has not ended yet. */
    public static final long CHANGE_IN_FLIGHT = -3;
    /** The change was made from another configuration than the newest; read it and try again. */
    public static final long STALE_CONFIGURATION = -4;
    /** Too few of the voters that would be left are alive. */
    public static final long QUORUM_LOST = -5;
    /** Those who come and those who leave are, together, more than a configuration may hold. */
    public static final long TOO_MANY_MEMBERS = -6;
    /** The office is being handed over already. */
    public static final long TRANSFER_IN_FLIGHT = -7;
    /** No voter could take over: none of that id, or none in contact that would stand. */
    public static final long NO_SUCCESSOR = -8;

    private Refusal() {
    }

    /** The name of a code, for people. */
    public static String name(final long code) {
        return switch ((int) code) {
            case (int) Raft.NOT_LEADER -> "NOT_LEADER";
            case (int) Raft.BACK_PRESSURED -> "BACK_PRESSURED";
            case (int) CHANGE_IN_FLIGHT -> "CHANGE_IN_FLIGHT";
            case (int) STALE_CONFIGURATION -> "STALE_CONFIGURATION";
            case (int) QUORUM_LOST -> "QUORUM_LOST";
            case (int) TOO_MANY_MEMBERS -> "TOO_MANY_MEMBERS";
            case (int) TRANSFER_IN_FLIGHT -> "TRANSFER_IN_FLIGHT";
            case (int) NO_SUCCESSOR -> "NO_SUCCESSOR";
            default -> "code " + code;
        };
    }
}
