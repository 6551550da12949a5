package io.quorate.peers;

import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * A system under comparison: three nodes on this host that run, one of which leads, and one client.
 *
 * <p>A command's first eight bytes are its number, and numbers rise. Answers come in the order of
 * the numbers; what was under way in a leader that died may stay without one. One thread calls
 * everything here.
 */
public interface Peer extends AutoCloseable {
    /** How many nodes there are, by the ids 0, 1 and 2. */
    int NODES = 3;

    /**
     * Hands a command to the client, to be committed by a majority, applied and answered.
     *
     * @return false if it was not taken: poll, and send it again
     */
    boolean send(DirectBuffer command, int offset, int length);

    /**
     * Hears answers. Lets work whatever lives on this thread, and waits a moment, of at most a
     * millisecond, if there was nothing.
     *
     * @param onAnswer told the number of each command that was answered as committed
     */
    void poll(LongConsumer onAnswer);

    /** The node that leads, as far as anybody knows; -1 while nobody is known to. */
    int leader();

    /** Stops a node without a word to the others, as far as the system allows. */
    void kill(int node);

    /** Starts a node that was killed, on what it had stored. */
    void restart(int node);

    /**
     * How many commands, of all that were ever sent, the state machine of the leader has applied;
     * it may be behind the answers for a moment.
     */
    long applied();

    /** Processor time of processes besides this one that the system runs in, in nanoseconds. */
    default long outsideCpuNs() {
        return 0;
    }

    /** Whether all that it allocates is allocated on the heap of this JVM. */
    default boolean isOfThisJvm() {
        return true;
    }

    @Override
    void close();
}
