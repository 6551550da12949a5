package io.quorate.transport.loopback;

import io.quorate.port.Transport.FrameHandler;
import io.quorate.wire.Message;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A one-way lane from one speaker to one listener: frames in a ring buffer, the longer ones cut
 * into parts that always enter it together.
 * <pre>
 *        offer ──►  │ WHOLE │ PART │ PART │ LAST │ WHOLE │  ──► poll
 *   (one thread)                                            (one thread)
 * </pre>
 */
final class Lane implements MessageHandler {
    /** The longest record, and so the longest frame that is not cut. */
    static final int MAX_RECORD = 64 << 10;

    private static final int WHOLE = 1;
    private static final int PART = 2;
    private static final int LAST = 3;

    private final int speaker;
    private final int maxFrame;
    private final OneToOneRingBuffer ring;

    // The listener's side.
    private final UnsafeBuffer assembly = new UnsafeBuffer(0, 0);
    private int assembled;
    private FrameHandler handler;

    /**
     * A lane that holds {@code capacity} bytes: a power of two, at least 8 records.
     *
     * @param speaker the member that offers
     */
    Lane(final int speaker, final int capacity) {
        this.speaker = speaker;
        this.maxFrame = capacity / 2;
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(
                ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    int speaker() {
        return speaker;
    }

    /** Takes a whole frame or, for lack of room, nothing. */
    boolean offer(final Message message, final DirectBuffer body, final int offset,
            final int length) {
        final int frameLength = message.fixedLength() + length;
        if (frameLength > MAX_RECORD) {
            return offerInParts(message, body, offset, length);
        }
        final int at = ring.tryClaim(WHOLE, frameLength);
        if (at < 0) {
            return false;
        }
        final MutableDirectBuffer target = ring.buffer();
        target.putBytes(at, message.buffer(), 0, message.fixedLength());
        target.putBytes(at + message.fixedLength(), body, offset, length);
        ring.commit(at);
        return true;
    }

    private boolean offerInParts(final Message message, final DirectBuffer body, final int offset,
            final int length) {
        final int headerLength = message.fixedLength();
        if (headerLength + length > maxFrame) {
            throw new IllegalArgumentException("a frame of " + (headerLength + length)
                    + " bytes is above loopback's limit of " + maxFrame);
        }
        if (!hasRoomInParts(headerLength + length)) {
            return false;
        }
        int sent = Math.min(length, MAX_RECORD - headerLength);
        final int first = claim(PART, headerLength + sent);
        ring.buffer().putBytes(first, message.buffer(), 0, headerLength);
        ring.buffer().putBytes(first + headerLength, body, offset, sent);
        ring.commit(first);
        while (sent < length) {
            final int part = Math.min(length - sent, MAX_RECORD);
            final int at = claim(sent + part < length ? PART : LAST, part);
            ring.buffer().putBytes(at, body, offset + sent, part);
            ring.commit(at);
            sent += part;
        }
        return true;
    }

    /** Room for each part, for the padding where the ring ends, and for the mark of the end. */
    private boolean hasRoomInParts(final int frameLength) {
        final int overhead = RecordDescriptor.HEADER_LENGTH + RecordDescriptor.ALIGNMENT;
        final int records = frameLength / MAX_RECORD + 3;
        return ring.capacity() - ring.size() >= frameLength + MAX_RECORD + records * overhead;
    }

    private int claim(final int type, final int length) {
        final int at = ring.tryClaim(type, length);
        if (at < 0) {
            throw new IllegalStateException("no room in the lane for a part that was promised it");
        }
        return at;
    }

    /** Hands over up to {@code limit} records' worth of frames; returns how many records. */
    int poll(final FrameHandler handler, final int limit) {
        this.handler = handler;
        return ring.read(this, limit);
    }

    @Override
    public void onMessage(final int type, final MutableDirectBuffer buffer, final int index,
            final int length) {
        if (type == WHOLE) {
            handler.onFrame(buffer, index, length);
            return;
        }
        if (assembly.capacity() == 0) {
            assembly.wrap(new byte[maxFrame]);   // once in the life of a lane that needs it
        }
        assembly.putBytes(assembled, buffer, index, length);
        assembled += length;
        if (type == LAST) {
            final int frameLength = assembled;
            assembled = 0;
            handler.onFrame(assembly, 0, frameLength);
        }
    }
}
