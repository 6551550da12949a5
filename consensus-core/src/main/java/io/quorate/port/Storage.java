package io.quorate.port;

/**
 * A node's storage, opened: its log and its word, in one place with one identity.
 *
 * @param log   owned by the node's thread
 * @param votes owned by the node's thread
 */
public record Storage(LogStorage log, VoteStore votes) implements AutoCloseable {
    @Override
    public void close() {
        try (votes; log) {
            // closes the log first, then the votes, whatever either throws
        }
    }
}
