package io.quorate.peers;

/** One node of a system under comparison, over all its lives. One thread calls everything here. */
public interface PeerNode {
    /** Whether it was started, and not killed since. */
    boolean isAlive();

    /** Whether it leads, as far as it knows; false while it does not live. */
    boolean isLeader();

    /** The term in which it leads, where two may think so for a while: the newer one does. */
    default long term() {
        return 0;
    }

    /** Begins a life: the first with nothing, another on what the last one left. */
    void start();

    /** Ends this life without a word to the others, as far as the system allows. */
    void kill();

    /** How many commands its state machine has applied. */
    long applied();
}
