package io.quorate.benchmarks.rig;

/**
 * A moment in the life of a member that an election is made of.
 *
 * @param atNs   {@code System.nanoTime}, taken at the end of the duty cycle in which it happened,
 *               unless its kind says otherwise
 * @param kind   what happened
 * @param member to whom
 * @param term   in which term
 * @param leader who leads, as far as the member knows; 0 if it does not, who led if it is lost
 */
public record Mark(long atNs, Kind kind, int member, long term, int leader) {
    /** What may happen to a member. */
    public enum Kind {
        /** It has lost that term's leader, which it heard for the last time then, earlier. */
        LAST_HEARD,
        /** It has lost its leader, and asks whether it would be elected. */
        SUSPECTS,
        /** It stands, in a new term. */
        STANDS,
        /** A majority has voted for it. */
        ELECTED,
        /** It leads, and the first entry of its term is committed. */
        ESTABLISHED,
        /** It has heard a leader that is new to it. */
        HEARS_LEADER,
        /** It follows nobody. */
        WAITS
    }
}
