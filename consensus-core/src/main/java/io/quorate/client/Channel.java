package io.quorate.client;

import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import org.agrona.DirectBuffer;

/**
 * The way from a client to the members. One thread owns it. Those that Quorate brings are chosen by
 * a transport's name; one of your own, as in a simulation, goes to {@link ClientBuilder#connect}.
 */
public interface Channel extends AutoCloseable {
    /** Hears members' replies. */
    @FunctionalInterface
    interface ReplyHandler {
        /** A reply, sound, and valid only during the call. */
        void onReply(ClientReply reply);
    }

    /**
     * Says something to a member; its bytes are taken before this returns. What cannot arrive is
     * taken and lost.
     *
     * @return false if there is no room for it now
     */
    boolean send(int member, ClientRequest request, DirectBuffer body, int offset, int length);

    /** Hands over what has arrived; returns how much work was done. */
    int poll(ReplyHandler handler);

    /** Bytes of a body up to which commands may go as one; 0 if each must go by itself. */
    default int runCapacity() {
        return 0;
    }

    /** Whether it is certain that this member is not there. */
    default boolean isGone(final int member) {
        return false;
    }

    @Override
    void close();
}
