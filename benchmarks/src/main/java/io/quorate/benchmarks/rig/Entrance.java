package io.quorate.benchmarks.rig;

import io.quorate.benchmarks.load.Pipe;

/** A way for commands into a rig, and who takes them there. */
public interface Entrance extends Pipe, AutoCloseable {
    /**
     * The way of a client in the leader's process, {@code in-process}, or of one over the network
     * that the members have between them, {@code network}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Entrance of(final String client, final ClusterRig rig, final int window) {
        return switch (client) {
            case "in-process" -> new LeaderPipe(rig, window);
            case "network" -> new ClientPipe(rig, window);
            default -> throw new IllegalArgumentException("client must be in-process or network,"
                    + " not '" + client + "'");
        };
    }

    /** The member that takes the commands. */
    Member leader();

    @Override
    void close();
}
