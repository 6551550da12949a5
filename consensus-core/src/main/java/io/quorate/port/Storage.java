package io.quorate.port;

/**
 * A node's storage, opened: its log, its word and its snapshots, in one place with one identity.
 * The node's thread owns all of them.
 *
 * @param log       entries
 * @param votes     term and vote
 * @param snapshots what stands in for entries that the log has dropped
 */
public record Storage(LogStorage log, VoteStore votes, SnapshotStore snapshots)
        implements
            AutoCloseable {
    @Override
    public void close() {
        try (votes; log; snapshots) {
            // closes the snapshots first, then the log, then the votes, whatever any of them throws
        }
    }
}
