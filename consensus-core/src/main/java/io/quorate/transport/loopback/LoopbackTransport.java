package io.quorate.transport.loopback;

import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.wire.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * One life of a member on a {@link LoopbackNetwork}. One thread owns it; members may live on
 * different threads. A frame may be up to 2 MiB long; a longer one is a caller's error.
 */
public final class LoopbackTransport implements Transport {
    private final TransportCounters counters = new TransportCounters();
    private final Int2ObjectHashMap<Mouth> mouths = new Int2ObjectHashMap<>();
    private final AtomicReference<Ear> seat;
    private final Ear ear;

    LoopbackTransport(final AtomicReference<Ear> seat, final Ear ear) {
        this.seat = seat;
        this.ear = ear;
    }

    void speakTo(final int peer, final int self, final AtomicReference<Ear> peersSeat) {
        mouths.put(peer, new Mouth(self, peersSeat, counters));
    }

    @Override
    public boolean send(final int to, final Message message) {
        message.seal(0);
        return mouthTo(to).sayControl(message);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        return mouthTo(to).sayBulk(message, body, offset, length);
    }

    private Mouth mouthTo(final int member) {
        final Mouth mouth = mouths.get(member);
        if (mouth == null) {
            throw new IllegalArgumentException("member " + member + " is not a peer");
        }
        return mouth;
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
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        seat.compareAndSet(ear, null);
    }
}
