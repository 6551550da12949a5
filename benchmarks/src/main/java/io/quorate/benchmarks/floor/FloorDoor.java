package io.quorate.benchmarks.floor;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Where the leader hears a client over the network, and tells it how many commands it counted. */
final class FloorDoor {
    private static final int FRAGMENT_LIMIT = 64;

    private final FloorLeader leader;
    private final Subscription requests;
    private final ExclusivePublication counts;
    private final UnsafeBuffer count = new UnsafeBuffer(new byte[Long.BYTES]);
    private final FragmentHandler take = (buffer, offset, length, header) ->
            take(buffer, offset, length);
    private long told;

    FloorDoor(final FloorLeader leader, final Subscription requests,
            final ExclusivePublication counts) {
        this.leader = leader;
        this.requests = requests;
        this.counts = counts;
    }

    boolean isConnected() {
        return requests.isConnected() && counts.isConnected();
    }

    void hear() {
        int fragments = 0;
        while (fragments < FRAGMENT_LIMIT && leader.hasRoom(counts.maxPayloadLength())
                && requests.poll(take, 1) > 0) {
            fragments++;
        }
    }

    private void take(final DirectBuffer buffer, final int offset, final int length) {
        int at = offset;
        while (at < offset + length) {
            final int command = buffer.getInt(at);
            leader.take(buffer, at + Integer.BYTES, command);
            at += FloorClient.frameLength(command);
        }
    }

    void tell() {
        count.putLong(0, leader.committed());
        if (leader.committed() > told && counts.offer(count, 0, Long.BYTES) > 0) {
            told = leader.committed();
        }
    }
}
