package io.quorate.transport.loopback;

import io.quorate.port.ClientTransport;
import io.quorate.port.Transport.FrameHandler;
import io.quorate.port.TransportCounters;
import io.quorate.wire.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** A client on a {@link LoopbackNetwork}. One thread owns it; members may live on others. */
final class LoopbackClient implements ClientTransport {
    private static final int LANE_BYTES = 4 << 20;

    private final TransportCounters counters = new TransportCounters();
    private final Int2ObjectHashMap<Mouth> mouths = new Int2ObjectHashMap<>();
    private final AtomicReference<Ear> seat;
    private final Ear ear;
    private final Runnable onClose;

    /**
     * A client that knows no member yet.
     *
     * @param onClose run when it closes
     */
    LoopbackClient(final AtomicReference<Ear> seat, final Ear ear, final Runnable onClose) {
        this.seat = seat;
        this.ear = ear;
        this.onClose = onClose;
    }

    void speakTo(final int member, final int self, final AtomicReference<Ear> membersSeat) {
        mouths.put(member, new Mouth(self, membersSeat, counters, LANE_BYTES));
    }

    @Override
    public boolean send(final int member, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        return mouths.get(member).sayBulk(message, body, offset, length);
    }

    @Override
    public int frameCapacity() {
        return Lane.MAX_RECORD;
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        return ear.poll(handler, limit);
    }

    @Override
    public void close() {
        if (seat.compareAndSet(ear, null)) {
            mouths.values().forEach(Mouth::close);
            onClose.run();
        }
    }
}
