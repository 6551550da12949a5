package io.quorate.benchmarks.history;

import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.Message;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;

/** The ways between members, each of which can be cut: then what is said is lost. Any thread. */
final class Wires {
    private final int members;
    private final AtomicLongArray isCut;
    private final AtomicLong lost = new AtomicLong();

    Wires(final int members) {
        this.members = members;
        isCut = new AtomicLongArray(members * members);
    }

    private int way(final int from, final int to) {
        return (from - 1) * members + to - 1;
    }

    void cut(final int from, final int to) {
        isCut.set(way(from, to), 1);
    }

    void healAll() {
        for (int way = 0; way < members * members; way++) {
            isCut.set(way, 0);
        }
    }

    /** Messages that were lost on ways that were cut. */
    long lost() {
        return lost.get();
    }

    private boolean isLost(final int from, final int to) {
        final boolean isLost = isCut.get(way(from, to)) != 0;
        if (isLost) {
            lost.incrementAndGet();
        }
        return isLost;
    }

    /** A member's transport, over ways that can be cut. */
    Transport over(final int from, final Transport bare) {
        return new Transport() {
            @Override
            public boolean send(final int to, final Message message) {
                return isLost(from, to) || bare.send(to, message);
            }

            @Override
            public boolean send(final int to, final Message message, final DirectBuffer body,
                    final int offset, final int length) {
                return isLost(from, to) || bare.send(to, message, body, offset, length);
            }

            @Override
            public int frameCapacity() {
                return bare.frameCapacity();
            }

            @Override
            public int poll(final FrameHandler handler, final int limit) {
                return bare.poll(handler, limit);
            }

            @Override
            public void peers(final List<Peer> peers) {
                bare.peers(peers);
            }

            @Override
            public TransportCounters counters() {
                return bare.counters();
            }

            @Override
            public void close() {
                bare.close();
            }
        };
    }
}
