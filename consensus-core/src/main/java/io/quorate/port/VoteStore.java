package io.quorate.port;

/**
 * The node's word: the term it has reached, whom it voted for in that term, and the longest promise
 * of loyalty that it gave a leader. Beside them the identity of the storage they lie in.
 *
 * <p>Storing never waits for the disk; nothing of a term is said to anyone until
 * {@link #isDurable}. One thread owns the store. An I/O error poisons it for good: each later call
 * throws {@link StorageException}, and the node stops.
 */
public interface VoteStore extends AutoCloseable {
    /** Who {@link #votedFor} names when no vote was given. */
    int NOBODY = 0;

    /** The random number, never 0, that was drawn when this storage was first made. */
    long identity();

    /** How often this storage has been opened, from 1 on. */
    int incarnation();

    /** The term last stored; 0 in new storage. */
    long term();

    /** The member voted for in {@link #term}, or {@link #NOBODY}. */
    int votedFor();

    /** The longest promise ever stored, in nanoseconds; 0 when none was given. */
    long promiseNs();

    /**
     * Replaces the stored word. {@code term} and {@code promiseNs} never fall, and a vote once
     * given in a term does not change.
     */
    void store(long term, int votedFor, long promiseNs);

    /** Whether everything stored so far would survive a crash of the kind that is promised. */
    boolean isDurable();

    /** Makes durable what was stored, and lets go of the file. Idempotent. */
    @Override
    void close();
}
