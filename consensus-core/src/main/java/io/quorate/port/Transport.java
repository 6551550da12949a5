package io.quorate.port;

import io.quorate.wire.Message;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * One node's ear and mouth. Messages are {@linkplain io.quorate.wire.Message#seal sealed} by the
 * transport as they are sent; frames are handed over as they came, unchecked. One thread owns it.
 * When its means are lost for good (a media driver that died), {@link #poll} throws a
 * {@link TransportException} with the reason, and the node stops.
 */
public interface Transport extends Outbound, AutoCloseable {
    /** Hears frames from outside; an argument is valid only during the call. */
    @FunctionalInterface
    interface FrameHandler {
        /** A frame as it came: nothing about it has been checked. */
        void onFrame(DirectBuffer buffer, int offset, int length);
    }

    /**
     * Hands over what has arrived, the control lane first.
     *
     * @param limit frames at most, over all lanes
     * @return how much work was done; 0 lets the caller idle
     */
    int poll(FrameHandler handler, int limit);

    /**
     * Hands over what clients have said; a transport that serves none hears none.
     *
     * @param limit frames at most
     * @return how much work was done
     */
    default int pollClients(final ClientHandler handler, final int limit) {
        return 0;
    }

    /**
     * Answers a client; its bytes are taken before this returns. What cannot arrive is taken and
     * lost.
     *
     * @param client as {@link ClientHandler#onFrame} said
     * @return false if there is no room for it now
     */
    default boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        return true;
    }

    /**
     * Speaks from now on with these and no others: opens what is new or has moved, closes what is
     * named no more, leaves the rest alone. What is said to anybody else is taken and lost. Whom
     * the transport cannot open a way to is as one who is not there.
     *
     * @param peers without the member itself; one without an address is where it was
     */
    void peers(List<TransportFactory.Peer> peers);

    /** What was lost or refused; readable from any thread. */
    TransportCounters counters();

    /** Lets go of everything. Idempotent. */
    @Override
    void close();
}
