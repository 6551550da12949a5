package io.quorate.benchmarks.load;

import org.agrona.DirectBuffer;

/**
 * What a {@link ClosedLoop} drives: it takes commands, and completes them in the order in which it
 * took them. One thread calls.
 */
public interface Pipe {
    /**
     * Takes a command.
     *
     * @return false if it has no room now: turn it, and offer again
     */
    boolean offer(DirectBuffer command, int offset, int length);

    /** Lets it work or, where it works on threads of its own, waits a moment for it. */
    void turn();

    /** How many commands it has completed since it was made. */
    long completed();
}
