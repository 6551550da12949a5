package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.quorate.port.ClientTransport;
import io.quorate.port.Transport.FrameHandler;
import io.quorate.wire.Message;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A client on an Aeron media driver. One thread owns it, and everything happens on that thread:
 * {@link #poll} also runs the Aeron client and, where it is invoked, the driver.
 */
final class AeronClient implements ClientTransport {
    private final AeronDriver driver;
    private final Turns turns;
    private final Runnable onClose;
    private final Aeron aeron;
    private final Int2ObjectHashMap<ClientLink> linkByMember = new Int2ObjectHashMap<>();
    private final int frameCapacity;
    private ClientLink[] links = {};
    private FrameHandler handler;
    private Throwable thrown;
    private boolean isClosed;

    /**
     * A client that knows no member yet.
     *
     * @param onClose run once, after everything else is let go of
     * @param mtu     bytes of a datagram
     */
    AeronClient(final AeronDriver driver, final Runnable onClose, final Aeron aeron,
            final int mtu) {
        frameCapacity = mtu - DataHeaderFlyweight.HEADER_LENGTH;
        this.driver = driver;
        turns = new Turns(driver, aeron, 0);
        this.onClose = onClose;
        this.aeron = aeron;
    }

    void links(final List<ClientLink> toMembers) {
        links = toMembers.toArray(ClientLink[]::new);
        toMembers.forEach(link -> linkByMember.put(link.member(), link));
    }

    @Override
    public boolean send(final int member, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        driver.onSaid(member);
        return linkByMember.get(member).send(message, body, offset, length, System.nanoTime());
    }

    @Override
    public int frameCapacity() {
        return frameCapacity;
    }

    @Override
    public int poll(final FrameHandler frameHandler, final int limit) {
        if (isClosed) {
            return 0;
        }
        int work = turns.first();
        handler = frameHandler;
        work += pollLinks(limit);
        if (thrown != null) {
            LangUtil.rethrowUnchecked(thrown);
        }
        return work;
    }

    private int pollLinks(final int limit) {
        final int frames = pollOnce(limit);
        return frames == 0 && turns.again() > 0 ? pollOnce(limit) : frames;
    }

    private int pollOnce(final int limit) {
        int frames = 0;
        for (final ClientLink link : links) {
            frames += link.poll(limit);
        }
        return frames;
    }

    void onFrame(final DirectBuffer buffer, final int offset, final int length,
            final Header header) {
        if (thrown != null) {
            return;
        }
        try {
            handler.onFrame(buffer, offset, length);
        } catch (final RuntimeException | Error fromHandler) {
            thrown = fromHandler;                // kept, since Aeron would swallow it
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            try {
                aeron.close();
            } finally {
                onClose.run();
            }
        }
    }
}
