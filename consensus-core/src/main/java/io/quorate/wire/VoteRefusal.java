package io.quorate.wire;

/** Why a voter refuses; for people alone, as a candidate treats all refusals alike. */
public enum VoteRefusal {
    /** It does not refuse, or does not say. */
    NONE("does not say why"),
    /** The candidate's log is behind its own (§5.4.1). */
    LOG_BEHIND("has a newer log"),
    /** It gave its vote in this term to another, or knows of a newer term (§5.2). */
    VOTED("has voted for another, or knows a newer term"),
    /** It still hears a leader, or leads (thesis §4.2.3). */
    HEARS_LEADER("hears a leader"),
    /** It has promised its leader to vote for no other (thesis §6.4.1). */
    PROMISED("is bound by a promise");

    private static final VoteRefusal[] ALL = values();

    private final String sentence;

    VoteRefusal(final String sentence) {
        this.sentence = sentence;
    }

    /** Whether it is out of loyalty, which ends: then the voter is worth asking again. */
    public boolean isForAWhile() {
        return this == HEARS_LEADER || this == PROMISED;
    }

    /** Said of the voter. */
    public String sentence() {
        return sentence;
    }

    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    static VoteRefusal of(final int code) {
        return code < ALL.length ? ALL[code] : NONE;
    }
}
