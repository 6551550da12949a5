package io.quorate.peers;

import io.quorate.port.Durability;
import java.nio.file.Path;

/**
 * What a peer is started with.
 *
 * @param durability        what an acknowledged command survives
 * @param payload           bytes of a command, 8 to 65,536
 * @param window            commands outstanding at most
 * @param heartbeatMs       how often a leader is heard at least, where the peer lets it be set
 * @param electionTimeoutMs the silence after which a leader is suspected, where it can be set
 * @param keepsLog          whether a node that is restarted must find its log; otherwise a peer may
 *                          drop what all have applied, as a snapshot would allow
 * @param directory         where the nodes store; exists, and is removed by whoever made it
 */
public record PeerConfig(Durability durability, int payload, int window, int heartbeatMs,
        int electionTimeoutMs, boolean keepsLog, Path directory) {
    private static final int HEARTBEAT_MS = 50;
    private static final int PATIENT_MS = 5_000;

    /** For a measurement under load: no neighbour's burst shall depose a leader. */
    public static PeerConfig ofLoad(final Durability durability, final int payload,
            final int window, final Path directory) {
        return new PeerConfig(durability, payload, window, HEARTBEAT_MS, PATIENT_MS, false,
                directory);
    }

    /** For failovers. */
    static PeerConfig ofFailover(final Durability durability, final Timing timing,
            final Path directory) {
        return new PeerConfig(durability, 32, 1024, timing.heartbeatMs(),
                timing.electionTimeoutMs(), true, directory);
    }

    /** Whether an answer waits for the disk. */
    public boolean isSynced() {
        return durability == Durability.FSYNC;
    }

    /** A node's own directory; it need not exist. */
    public Path directory(final int node) {
        return directory.resolve("node-" + node);
    }
}
