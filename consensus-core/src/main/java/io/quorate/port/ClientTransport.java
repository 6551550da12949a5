package io.quorate.port;

import io.quorate.wire.Message;
import org.agrona.DirectBuffer;

/** One client's ear and mouth, as {@link Transport} is a member's. One thread owns it. */
public interface ClientTransport extends AutoCloseable {
    /**
     * Says something to a member; its bytes are taken before this returns. What cannot arrive is
     * taken and lost.
     *
     * @return false if there is no room for it now, or the way to the member is just being made
     */
    boolean send(int member, Message message, DirectBuffer body, int offset, int length);

    /** How many bytes a message and its body may have together to travel as one frame. */
    int frameCapacity();

    /**
     * Hands over what members have said to this client, unchecked.
     *
     * @param limit frames at most
     * @return how much work was done; 0 lets the caller idle
     */
    int poll(Transport.FrameHandler handler, int limit);

    /** Lets go of everything. Idempotent. */
    @Override
    void close();
}
