package io.quorate.port;

import io.quorate.wire.Message;
import org.agrona.DirectBuffer;

/**
 * The way to the other members. A send that cannot be taken now returns false, and what was to be
 * said is still due: the caller offers it again in a later cycle. Nothing is ever queued behind
 * the caller's back, so a message may be refilled as soon as a call returns.
 *
 * <p>True is no proof of arrival. A frame to a member that is not there is taken and lost, as on
 * any network, so a dead peer never keeps its sender busy.
 */
public interface Outbound {
    /**
     * Says a message without a body on the control lane, which never waits behind bulk data.
     *
     * @param to the member's id
     * @return false if it must be offered again
     */
    boolean send(int to, Message message);

    /**
     * Says a message with a body on the bulk lane. The body's bytes are taken before this returns.
     *
     * @param to the member's id
     * @return false if it must be offered again
     */
    boolean send(int to, Message message, DirectBuffer body, int offset, int length);

    /**
     * How many bytes a message and its body may have together to travel as one frame; longer ones
     * are taken too, at the price of being cut and reassembled.
     */
    int frameCapacity();
}
