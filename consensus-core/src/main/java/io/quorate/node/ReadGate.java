package io.quorate.node;

import io.quorate.raft.Reads;

/**
 * Lets confirmed reads through once what they must see is applied. While one lot waits for the
 * state machine, later confirmations gather behind it in a second: so the first is not held up by
 * an index that keeps rising.
 */
final class ReadGate {
    private long released;               // reads of these numbers may be answered
    private long first;                  // of these, once firstIndex is applied
    private long firstIndex;
    private long firstAsOfNs;
    private long seen;                   // confirmed, and gathered in the second lot
    private long secondIndex;
    private long secondAsOfNs;
    private boolean isCurrent;           // as of the next
    private long currentAsOfNs;
    private boolean hasSlept;            // the clock, until the next
    private long trustedFromNs;

    /** What was confirmed belongs to the past; how current the state is does not. */
    void nextReign() {
        released = 0;
        first = 0;
        seen = 0;
    }

    /** Learns what is confirmed, and that so much is applied. */
    void settle(final Reads reads, final long appliedIndex) {
        if (reads.confirmed() > seen) {
            seen = reads.confirmed();
            secondIndex = reads.readIndex();
            secondAsOfNs = reads.currentAsOfNs();
        }
        if (first > released && appliedIndex >= firstIndex) {
            release();
        }
        if (first <= released && seen > first) {
            first = seen;
            firstIndex = secondIndex;
            firstAsOfNs = secondAsOfNs;
            if (appliedIndex >= firstIndex) {
                release();
            }
        }
    }

    private void release() {
        released = first;
        currentAsOfNs = firstAsOfNs;
        isCurrent = !hasSlept || firstAsOfNs - trustedFromNs >= 0;
    }

    /** Reads of this number and before may be answered. */
    long released() {
        return released;
    }

    /** Whether the state machine knows all that was answered so long ago or longer. */
    boolean isFresh(final long nowNs, final long stalenessNs) {
        return isCurrent && nowNs - currentAsOfNs <= stalenessNs;
    }

    /** The clock stood still: nobody knows how old the state is, nor a question asked before. */
    void distrustClock(final long nowNs) {
        isCurrent = false;
        hasSlept = true;
        trustedFromNs = nowNs;
    }
}
