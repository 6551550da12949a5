package io.quorate.port;

import org.agrona.DirectBuffer;

/** Hears what clients of a member say. */
@FunctionalInterface
public interface ClientHandler {
    /**
     * A frame as it came: nothing about it has been checked.
     *
     * @param client the transport's number for who said it, to be answered by; 1 or more
     */
    void onFrame(long client, DirectBuffer buffer, int offset, int length);
}
