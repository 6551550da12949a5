package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.ClientTransport;
import io.quorate.port.Liveness;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What a client makes of what its links tell. */
class WireChannelTest {
    private final Deque<Integer> losses = new ArrayDeque<>();
    private boolean isBack;
    private final WireChannel channel = new WireChannel(new Silence(), new Links(), 7);

    private void lose(final int member) {
        losses.add(member);
        channel.poll(reply -> {});
    }

    @Test
    void aMemberIsGoneForAsLongAsItStaysAway() {
        assertFalse(channel.isGone(2));
        lose(2);
        assertTrue(channel.isGone(2));
        assertTrue(channel.isGone(2), "still");
        assertFalse(channel.isGone(1));
    }

    @Test
    void ofOneThatIsBackAlreadyItIsToldOnceThatItWasGone() {
        isBack = true;
        lose(2);
        assertTrue(channel.isGone(2));
        assertFalse(channel.isGone(2));
    }

    private final class Links implements Liveness {
        @Override
        public int poll(final LostHandler handler) {
            final int count = losses.size();
            losses.forEach(handler::onLost);
            losses.clear();
            return count;
        }

        @Override
        public boolean isWatching(final int peer) {
            return isBack;
        }

        @Override
        public void peers(final List<Peer> peers) {
            throw new AssertionError("whom to watch is told before");
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    /** Members that say nothing. */
    private static final class Silence implements ClientTransport {
        @Override
        public boolean send(final int member, final Message request,
                final DirectBuffer body, final int offset, final int length) {
            return true;
        }

        @Override
        public int poll(final Transport.FrameHandler handler, final int limit) {
            return 0;
        }

        @Override
        public int frameCapacity() {
            return 1024;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
