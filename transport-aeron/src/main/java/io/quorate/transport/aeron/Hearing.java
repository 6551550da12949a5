package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;

/**
 * One lane from one peer: hands over the whole frames of the peer's newest session. What is left
 * of an older one is dropped, so that a lane stays in order when the peer calls anew.
 */
final class Hearing {
    private final FragmentAssembler assembler;
    private final FragmentHandler newest = this::onFragment;
    private final Runnable onNewest;
    private final Subscription subscription;
    private Image image;
    private int sessionId;

    /**
     * Begins to listen.
     *
     * @param frames   hears the frames
     * @param onNewest told each time that the peer has got through anew
     */
    Hearing(final Aeron aeron, final String channel, final int streamId,
            final FragmentHandler frames, final Runnable onNewest) {
        this.assembler = new FragmentAssembler(frames);
        this.onNewest = onNewest;
        this.subscription = aeron.addSubscription(channel, streamId, this::onAvailable,
                this::onUnavailable);
    }

    private void onAvailable(final Image available) {
        if (!isConnected() || !Streams.isOlder(available.sessionId(), sessionId)) {
            hear(available);
        }
    }

    private void onUnavailable(final Image unavailable) {
        assembler.freeSessionBuffer(unavailable.sessionId());
        if (unavailable == image) {
            subscription.forEachImage(this::onAvailable);
        }
    }

    private void hear(final Image available) {
        assembler.freeSessionBuffer(sessionId);
        image = available;
        sessionId = available.sessionId();
        onNewest.run();
    }

    private void onFragment(final DirectBuffer buffer, final int offset, final int length,
            final Header header) {
        if (header.sessionId() == sessionId) {
            assembler.onFragment(buffer, offset, length, header);
        }
    }

    /** Listens no more. */
    void close() {
        image = null;
        subscription.close();
    }

    int poll(final int limit) {
        return subscription.poll(newest, limit);
    }

    /** Whether the peer's newest session is under way. */
    boolean isConnected() {
        return image != null && !image.isClosed();
    }

    /** The life of the peer that was heard last, or {@link Streams#NO_LIFE}. */
    int life() {
        return image == null ? Streams.NO_LIFE : Streams.life(sessionId);
    }
}
