package io.quorate.transport.aeron;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The numbers that keep streams apart, and that tell which of a speaker's sessions is the newest.
 *
 * <p>A stream belongs to one cluster, speaker, listener and lane. A session of it belongs to one
 * life of the speaker, and to one of its calls:
 * <pre>
 *  31                                        6 5       0
 *  +------------------------------------------+---------+
 *  |  when the life began, in units of 8 ms   |  call   |
 *  +------------------------------------------+---------+
 * </pre>
 * Life and call wrap round, so a session is taken for older only than one shortly after it. Should
 * a clock be set back, the newer session is the one that is still there when the other has ended.
 */
final class Streams {
    /** Votes, heartbeats and replies. */
    static final int CONTROL = 0;
    /** Entries. */
    static final int BULK = 1;
    /** Clients' requests to a member. */
    static final int CLIENTS = 0;   // from 0, which is no member
    /** Bytes of a term of replies to a client; the longest reply is an eighth of it. */
    static final int REPLY_TERM = 1 << 20;
    /** Stands for no life at all. */
    static final int NO_LIFE = -1;

    private static final int CALL_BITS = 6;
    private static final int LIFE_UNIT_MS = 8;
    private static final int LIFE_MASK = -1 >>> CALL_BITS;
    private static final int SHORTLY = 3_600_000 / LIFE_UNIT_MS << CALL_BITS;
    private static final AtomicInteger NEWEST_LIFE = new AtomicInteger();

    private Streams() {
    }

    static int streamId(final long clusterId, final int from, final int to, final int lane) {
        return (int) mix(mix(mix(clusterId) + from) + 2L * to + lane);
    }

    /** Spreads what differs in any bit over all bits (the finalizer of SplitMix64). */
    private static long mix(final long value) {
        final long once = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        final long twice = (once ^ once >>> 27) * 0x94d049bb133111ebL;
        return twice ^ twice >>> 31;
    }

    /** A number for a life that begins now; no other life in this JVM has it. */
    static int newLife() {
        final int now = (int) (System.currentTimeMillis() / LIFE_UNIT_MS) & LIFE_MASK;
        return NEWEST_LIFE.updateAndGet(newest ->
                newest - now >= 0 && newest - now < SHORTLY ? newest + 1 & LIFE_MASK : now);
    }

    static int sessionId(final int life, final int call) {
        return (life << CALL_BITS) + call;
    }

    /** Which life of its speaker a session belongs to. */
    static int life(final int sessionId) {
        return sessionId >>> CALL_BITS;
    }

    /** Whether a session was called shortly before another one. */
    static boolean isOlder(final int sessionId, final int other) {
        final int ahead = other - sessionId;
        return ahead > 0 && ahead < SHORTLY;
    }
}
