package io.quorate.client;

import io.quorate.node.Outcome;
import org.agrona.DirectBuffer;

/** Hears the answers to what was {@linkplain QuorateClient#offer offered} to a client. */
@FunctionalInterface
public interface CommandListener {
    /**
     * The one answer to a command, told by {@link QuorateClient#doWork}. The listener may offer
     * again at once.
     *
     * @param correlationId as it was offered
     * @param outcome       {@link Outcome#COMMITTED}, or why it is not known to be
     * @param index         where the command lies in the log, if it is committed; else 0
     * @param reply         what the state machine replied, {@code length} bytes from {@code offset}
     *                      on; valid only during the call
     */
    void onAnswer(long correlationId, Outcome outcome, long index, DirectBuffer reply, int offset,
            int length);
}
