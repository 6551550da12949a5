package io.quorate.node;

import org.agrona.BitUtil;

/**
 * Bytes of commands that this node took as a leader and that are not yet committed: sums in a ring
 * by index, so that how far the log is committed tells how much is left.
 * <pre>
 *            first           commitIndex        last
 *   ───────────┼───────────────────┼──────────────┼──────   indexes of one office
 *              0  ...   upTo[commitIndex]  ...  total
 *                                  └── left ──────┘
 * </pre>
 */
final class UncommittedBytes {
    private final long[] upTo;
    private final int mask;
    private long term;
    private long first = 1;
    private long last;
    private long total;

    /** Room for so many entries that are in the log and not yet applied. */
    UncommittedBytes(final int maxUnapplied) {
        upTo = new long[BitUtil.findNextPositivePowerOfTwo(maxUnapplied)];
        mask = upTo.length - 1;
    }

    /** A command was taken at that index, which rises within a term. */
    void taken(final long inTerm, final long index, final int bytes) {
        if (inTerm != term) {
            term = inTerm;
            first = index;
            last = index - 1;
            total = 0;
        }
        while (++last < index) {
            upTo[(int) last & mask] = total;             // an entry of the leader's own
        }
        total += bytes;
        upTo[(int) index & mask] = total;
    }

    /** How many are left, if this node leads in that term and has committed so far; else 0. */
    long left(final long leadsIn, final long commitIndex) {
        if (leadsIn != term || commitIndex >= last) {
            return 0;
        }
        return total - (commitIndex < first ? 0 : upTo[(int) commitIndex & mask]);
    }
}
