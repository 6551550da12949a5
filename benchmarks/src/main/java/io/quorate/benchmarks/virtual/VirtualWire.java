package io.quorate.benchmarks.virtual;

import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportFactory;
import io.quorate.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One member's ear and mouth: what it says is in the cluster's hands, what arrived waits here. */
final class VirtualWire implements Transport {
    private static final int FRAME_CAPACITY = 8192;

    private final VirtualCluster cluster;
    private final int self;
    private final Deque<byte[]> arrived = new ArrayDeque<>();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final TransportCounters counters = new TransportCounters();
    private boolean isHeld;

    VirtualWire(final VirtualCluster cluster, final int self) {
        this.cluster = cluster;
        this.self = self;
    }

    @Override
    public boolean send(final int to, final Message message) {
        return send(to, message, null, 0, 0);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        final int fixed = message.fixedLength();
        final byte[] frame = new byte[fixed + length];
        message.buffer().getBytes(0, frame, 0, fixed);
        if (body != null) {
            body.getBytes(offset, frame, fixed, length);
        }
        cluster.carry(self, to, message, frame, body != null);
        return true;
    }

    /** Whether what has arrived is kept back for a while. */
    void hold(final boolean held) {
        isHeld = held;
    }

    void deliver(final byte[] frame) {
        arrived.add(frame);
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        int heard = 0;
        while (heard < limit && !isHeld && !arrived.isEmpty()) {
            final byte[] frame = arrived.remove();
            view.wrap(frame);
            handler.onFrame(view, 0, frame.length);
            heard++;
        }
        return heard;
    }

    @Override
    public void peers(final List<TransportFactory.Peer> peers) {
        // everyone hears everyone, whoever is a member
    }

    @Override
    public int frameCapacity() {
        return FRAME_CAPACITY;
    }

    @Override
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        arrived.clear();
    }
}
