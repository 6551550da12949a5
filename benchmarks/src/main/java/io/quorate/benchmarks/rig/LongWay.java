package io.quorate.benchmarks.rig;

import io.quorate.port.ForwardingTransport;
import io.quorate.port.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A member's transport at the end of long links: what arrives is heard half a round trip later, in
 * the order in which it came. What is under way is kept in a ring; what finds no room in it is
 * lost, as by any network.
 */
public final class LongWay extends ForwardingTransport {
    private static final int RING_BYTES = 64 << 20;
    private static final int FRAME = 1;

    private final long delayNs;
    private final OneToOneRingBuffer underWay = new OneToOneRingBuffer(new UnsafeBuffer(
            ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final FrameHandler onArrival = this::onArrival;
    private final ControlledMessageHandler onFrame = this::onFrame;
    private FrameHandler handler;
    private long nowNs;

    private LongWay(final Transport bare, final long delayNs) {
        super(bare);
        this.delayNs = delayNs;
    }

    /** Links of such a round trip for all members; with 0 their transports stay bare. */
    public static Fitting of(final int roundTripMs) {
        if (roundTripMs < 0 || roundTripMs > 1000) {
            throw new IllegalArgumentException("roundTripMs must be 0 to 1000, not "
                    + roundTripMs);
        }
        return roundTripMs == 0 ? Fitting.BARE : new Fitting() {
            @Override
            public Transport transport(final int member, final Transport bare) {
                return new LongWay(bare, TimeUnit.MILLISECONDS.toNanos(roundTripMs) / 2);
            }
        };
    }

    @Override
    public int poll(final FrameHandler to, final int limit) {
        nowNs = System.nanoTime();
        final int arrived = transport.poll(onArrival, limit);
        handler = to;
        return arrived + underWay.controlledRead(onFrame, limit);
    }

    private void onArrival(final DirectBuffer buffer, final int offset, final int length) {
        final int at = underWay.tryClaim(FRAME, Long.BYTES + length);
        if (at < 0) {
            return;
        }
        underWay.buffer().putLong(at, nowNs + delayNs);
        underWay.buffer().putBytes(at + Long.BYTES, buffer, offset, length);
        underWay.commit(at);
    }

    private ControlledMessageHandler.Action onFrame(final int type,
            final MutableDirectBuffer buffer, final int offset, final int length) {
        if (buffer.getLong(offset) - nowNs > 0) {
            return ControlledMessageHandler.Action.ABORT;
        }
        handler.onFrame(buffer, offset + Long.BYTES, length - Long.BYTES);
        return ControlledMessageHandler.Action.CONTINUE;
    }
}
