package io.quorate.client;

import java.util.Arrays;

/**
 * Which members are not to be asked for a while. After its n-th failure in a row, the first being
 * number 0, a member rests for {@code min x 2^(n/2)}, at most {@code max}, as with Elasticsearch's
 * client; any answer brings it back. When all of them rest, the one that rests least is asked.
 * Another member's word that it leads counts for more than that, but for a failure just now.
 */
final class DeadMembers {
    private final int[] ids;
    private final int[] failures;
    private final long[] failedNs;
    private final long[] deadUntilNs;
    private final long minNs;
    private final long maxNs;

    DeadMembers(final int[] ids, final long minNs, final long maxNs) {
        this.ids = ids.clone();
        this.minNs = minNs;
        this.maxNs = maxNs;
        failures = new int[ids.length];
        failedNs = new long[ids.length];
        deadUntilNs = new long[ids.length];
    }

    /** The member has failed. */
    void failed(final int id, final long nowNs) {
        final int at = indexOf(id);
        if (at >= 0) {
            failedNs[at] = nowNs;
            deadUntilNs[at] = nowNs + restNs(failures[at]);
            failures[at]++;
        }
    }

    private long restNs(final int earlierFailures) {
        return Math.min(maxNs, (long) ((double) minNs * Math.pow(2, earlierFailures / 2.0)));
    }

    /** The member has answered. */
    void answered(final int id) {
        final int at = indexOf(id);
        if (at >= 0) {
            failures[at] = 0;
        }
    }

    boolean isDead(final int id, final long nowNs) {
        final int at = indexOf(id);
        return at >= 0 && failures[at] > 0 && nowNs - deadUntilNs[at] < 0;
    }

    /** Whether its last failure is so fresh that others, who name it, may not have seen it yet. */
    boolean hasJustFailed(final int id, final long nowNs, final long freshNs) {
        final int at = indexOf(id);
        return at >= 0 && failures[at] > 0 && nowNs - failedNs[at] < freshNs;
    }

    boolean isMember(final int id) {
        return indexOf(id) >= 0;
    }

    /** The next member after that one that may be asked; the first one after 0. */
    int after(final int id, final long nowNs) {
        final int from = indexOf(id) + 1;
        int best = from % ids.length;
        for (int i = 0; i < ids.length; i++) {
            final int next = (from + i) % ids.length;
            if (!isDead(ids[next], nowNs)) {
                return ids[next];
            }
            if (deadUntilNs[next] - deadUntilNs[best] < 0) {
                best = next;
            }
        }
        return ids[best];
    }

    /**
     * The next one after a member that said that it does not lead, and knows nobody who does. If
     * all others rest, it is the one of them that rests least: one member alone is no majority, so
     * they may be well, and have failed with a leader to whom they sent requests on.
     */
    int afterRefusal(final int id, final long nowNs) {
        final int next = after(id, nowNs);
        if (next != id) {
            return next;
        }
        final int self = indexOf(id);
        int best = self;
        for (int i = 0; i < ids.length; i++) {
            if (i != self && (best == self || deadUntilNs[i] - deadUntilNs[best] < 0)) {
                best = i;
            }
        }
        return ids[best];
    }

    private int indexOf(final int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return Arrays.toString(ids) + " failed " + Arrays.toString(failures) + " times";
    }
}
