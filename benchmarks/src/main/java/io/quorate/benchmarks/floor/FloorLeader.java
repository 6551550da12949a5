package io.quorate.benchmarks.floor;

import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.DirectBuffer;

/**
 * Copies commands into its log, ships what one cycle gathered to both followers, and counts a
 * command as committed when one of them, and so a majority of three, has it.
 */
final class FloorLeader {
    private static final int FRAGMENT_LIMIT = 256;

    private final FloorLog log;
    private final ExclusivePublication[] followers;
    private final Subscription[] acknowledgements;
    private final FragmentHandler[] hear;
    private final long[] shipped;
    private final long[] acknowledged;
    private long counted;
    private long committed;

    FloorLeader(final FloorLog log, final ExclusivePublication[] followers,
            final Subscription[] acknowledgements) {
        this.log = log;
        this.followers = followers;
        this.acknowledgements = acknowledgements;
        this.shipped = new long[followers.length];
        this.acknowledged = new long[followers.length];
        this.hear = new FragmentHandler[followers.length];
        for (int i = 0; i < hear.length; i++) {
            final int follower = i;
            hear[i] = (buffer, offset, length, header) ->
                    acknowledged[follower] = buffer.getLong(offset);
        }
    }

    boolean isConnected() {
        boolean connected = true;
        for (int i = 0; i < followers.length; i++) {
            connected &= followers[i].isConnected() && acknowledgements[i].isConnected();
        }
        return connected;
    }

    boolean take(final DirectBuffer command, final int offset, final int length) {
        if (!hasRoom(log.frameLength())) {
            return false;
        }
        log.appendCommand(command, offset, length);
        return true;
    }

    /** Whether so many bytes overwrite nothing that is still to be shipped. */
    boolean hasRoom(final int bytes) {
        for (final long position : shipped) {
            if (log.position() + bytes - position > log.capacity()) {
                return false;
            }
        }
        return true;
    }

    /** Ships what has not been shipped: whole frames straight from the log. */
    void ship() {
        for (int i = 0; i < followers.length; i++) {
            boolean accepted = true;
            while (accepted && shipped[i] < log.position()) {
                accepted = shipFrame(i);
            }
        }
    }

    private boolean shipFrame(final int follower) {
        final ExclusivePublication publication = followers[follower];
        final long from = shipped[follower];
        final int length = (int) Math.min(log.position() - from,
                Math.min(publication.maxPayloadLength(), log.contiguous(from)));
        if (publication.offer(log.buffer(), log.offsetOf(from), length) < 0) {
            return false;
        }
        shipped[follower] += length;
        return true;
    }

    void hear() {
        for (int i = 0; i < followers.length; i++) {
            acknowledgements[i].poll(hear[i], FRAGMENT_LIMIT);
        }
        count();
    }

    /** Walks over what one follower, and so a majority, has whole. */
    private void count() {
        long furthest = 0;
        for (final long position : acknowledged) {
            furthest = Math.max(furthest, position);
        }
        while (counted < furthest && log.next(counted) <= furthest) {
            counted = log.next(counted);
            committed++;
        }
    }

    /** Commands that a majority has. */
    long committed() {
        return committed;
    }
}
