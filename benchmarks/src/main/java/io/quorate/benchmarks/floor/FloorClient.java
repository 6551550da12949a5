package io.quorate.benchmarks.floor;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends what one cycle gathered to the leader, and hears how many commands that has counted. */
final class FloorClient {
    private static final int FRAGMENT_LIMIT = 256;

    private final ExclusivePublication requests;
    private final Subscription counts;
    private final UnsafeBuffer gathered;
    private final FragmentHandler hear =
            (buffer, offset, length, header) -> completed(buffer.getLong(offset));
    private int length;
    private long completed;

    FloorClient(final ExclusivePublication requests, final Subscription counts) {
        this.requests = requests;
        this.counts = counts;
        gathered = new UnsafeBuffer(new byte[requests.maxPayloadLength()]);
    }

    /** The longest command that a datagram holds. */
    int maxCommandLength() {
        return gathered.capacity() - Integer.BYTES;
    }

    boolean isConnected() {
        return requests.isConnected() && counts.isConnected();
    }

    /** Takes a command; one that does not fit into a datagram with others waits for the next. */
    boolean take(final DirectBuffer command, final int offset, final int commandLength) {
        final int frame = frameLength(commandLength);
        if (length + frame > gathered.capacity() && !send()) {
            return false;
        }
        gathered.putInt(length, commandLength);
        gathered.putBytes(length + Integer.BYTES, command, offset, commandLength);
        length += frame;
        return true;
    }

    /** Bytes that a command takes on the way. */
    static int frameLength(final int commandLength) {
        return BitUtil.align(Integer.BYTES + commandLength, Long.BYTES);
    }

    /** Sends what there is; false if there is no room for it yet. */
    boolean send() {
        if (length > 0 && requests.offer(gathered, 0, length) > 0) {
            length = 0;
        }
        return length == 0;
    }

    void hear() {
        counts.poll(hear, FRAGMENT_LIMIT);
    }

    private void completed(final long count) {
        completed = count;
    }

    /** Commands that the leader has said are counted. */
    long completed() {
        return completed;
    }
}
