package io.quorate.transport.loopback;

import io.quorate.port.TransportCounters;
import io.quorate.wire.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;

/**
 * One member's way to one other: follows the other from life to life, with new lanes for each.
 */
final class Mouth {
    private static final int CONTROL_CAPACITY = 512 << 10;
    private static final int BULK_CAPACITY = 4 << 20;

    private final int self;
    private final AtomicReference<Ear> seat;
    private final TransportCounters counters;
    private final int bulkCapacity;
    private Ear heardBy;
    private Lane control;
    private Lane bulk;

    Mouth(final int self, final AtomicReference<Ear> seat, final TransportCounters counters) {
        this(self, seat, counters, BULK_CAPACITY);
    }

    Mouth(final int self, final AtomicReference<Ear> seat, final TransportCounters counters,
            final int bulkCapacity) {
        this.bulkCapacity = bulkCapacity;
        this.self = self;
        this.seat = seat;
        this.counters = counters;
    }

    boolean sayControl(final Message message) {
        if (!isHeard()) {
            return true;
        }
        if (control == null) {
            control = new Lane(self, CONTROL_CAPACITY);
            heardBy.attachControl(control);
        }
        return counted(control.offer(message, message.buffer(), 0, 0));
    }

    boolean sayBulk(final Message message, final DirectBuffer body, final int offset,
            final int length) {
        if (!isHeard()) {
            return true;
        }
        if (bulk == null) {
            bulk = new Lane(self, bulkCapacity);
            heardBy.attachBulk(bulk);
        }
        return counted(bulk.offer(message, body, offset, length));
    }

    /** Whether the other has gone, and nothing that is said will be heard. */
    boolean isAlone() {
        return seat.get() == null;
    }

    /** Says no more; the other forgets the lanes. */
    void close() {
        if (heardBy != null) {
            heardBy.detach(self);
        }
    }

    private boolean isHeard() {
        final Ear ear = seat.get();
        if (ear == null) {
            counters.onLost();
            return false;
        }
        if (ear != heardBy) {
            if (heardBy != null) {
                counters.onReconnect();
            }
            heardBy = ear;
            control = null;
            bulk = null;
        }
        return true;
    }

    private boolean counted(final boolean taken) {
        if (!taken) {
            counters.onRefused();
        }
        return taken;
    }
}
