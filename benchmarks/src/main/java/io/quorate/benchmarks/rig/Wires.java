package io.quorate.benchmarks.rig;

import io.quorate.port.ForwardingTransport;
import io.quorate.port.Transport;
import io.quorate.wire.Message;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/**
 * The ways between members, on each of which a share of what is said can be lost: all of it where
 * the way is cut. What is lost was taken, as by any network. Any thread.
 */
public final class Wires {
    private final int members;
    private final AtomicLongArray shares;                // as bits of a double
    private final AtomicLong lost = new AtomicLong();

    /** Whole ways between so many members, whose ids begin at 1. */
    public Wires(final int members) {
        this.members = members;
        shares = new AtomicLongArray(members * members);
    }

    private int way(final int from, final int to) {
        return (from - 1) * members + to - 1;
    }

    /** From now on that share of what is said one way is lost: from 0 to 1. */
    public void lose(final int from, final int to, final double share) {
        shares.set(way(from, to), Double.doubleToLongBits(share));
    }

    /** The same of all that a member says to the others, and of all that it hears of them. */
    public void loseOf(final int member, final double said, final double heard) {
        for (int other = 1; other <= members; other++) {
            if (other != member) {
                lose(member, other, said);
                lose(other, member, heard);
            }
        }
    }

    /** Nothing more comes through, one way. */
    public void cut(final int from, final int to) {
        lose(from, to, 1);
    }

    /** All ways are whole again. */
    public void healAll() {
        for (int way = 0; way < members * members; way++) {
            shares.set(way, 0);
        }
    }

    /** Whether nothing comes through, one way. */
    public boolean isCut(final int from, final int to) {
        return Double.longBitsToDouble(shares.get(way(from, to))) >= 1;
    }

    /** Messages that were lost. */
    public long lost() {
        return lost.get();
    }

    /** Decides over a message one way, and counts it if it is lost. */
    public boolean isLost(final int from, final int to) {
        final long bits = shares.get(way(from, to));
        final boolean isLost = bits != 0
                && ThreadLocalRandom.current().nextDouble() < Double.longBitsToDouble(bits);
        if (isLost) {
            lost.incrementAndGet();
        }
        return isLost;
    }

    /** A member's transport, over these ways. */
    public Transport over(final int from, final Transport bare) {
        return new ForwardingTransport(bare) {
            @Override
            public boolean send(final int to, final Message message) {
                return isLost(from, to) || super.send(to, message);
            }

            @Override
            public boolean send(final int to, final Message message, final DirectBuffer body,
                    final int offset, final int length) {
                return isLost(from, to) || super.send(to, message, body, offset, length);
            }
        };
    }
}
