package io.quorate.peers.quorate;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Fitting;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.peers.Peer;
import io.quorate.peers.PeerConfig;
import io.quorate.port.Durability;
import java.util.HashMap;
import java.util.Map;

/**
 * Quorate's members, without a client. Under load they live in the caller's loop, which on few
 * cores is by far the fastest, and their media driver on a thread of its own if there are two, as
 * other systems use all cores; but in the loop too where logs are synced, since syncs want a core.
 * For failovers each has a thread of its own, as a pause of one loop would let the timeouts of all
 * survivors run out together.
 */
abstract class QuoratePeer implements Peer {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    final ClusterRig rig;

    /**
     * Starts the members.
     *
     * @param transport by which members reach each other
     */
    QuoratePeer(final PeerConfig config, final String transport) {
        rig = ClusterRig.launch(RigConfig.of(params(config, transport)), new Fitting() {
            @Override
            public boolean keepsLog() {
                return config.keepsLog();
            }
        });
    }

    private static Map<String, String> params(final PeerConfig config, final String transport) {
        final boolean isInMemory = config.durability() == Durability.MEMORY;
        final Map<String, String> params = new HashMap<>(Map.of(
                "heartbeatMs", Integer.toString(config.heartbeatMs()),
                "electionTimeoutMinMs", Integer.toString(config.electionTimeoutMs()),
                "electionTimeoutMaxMs", Integer.toString(2 * config.electionTimeoutMs()),
                "transport", transport,
                "storage", isInMemory ? "memory" : "mapped",
                "durability", config.durability().label(),
                "threading", config.keepsLog() ? "thread-per-node" : "inline",
                "payload", Integer.toString(config.payload()),
                "window", Integer.toString(config.window()),
                "dir", config.directory().toString()));
        params.put("evidence", hasLinks(config, transport) ? "connection" : "timeout");
        final boolean isDriverApart = CORES > 1 && !config.isSynced() && !config.keepsLog();
        params.put("driver", isDriverApart ? "own-thread" : "auto");
        return params;
    }

    /** As nodes in production may have them, where a leader is killed and there is a network. */
    private static boolean hasLinks(final PeerConfig config, final String transport) {
        return config.keepsLog() && transport.equals("aeron-udp");
    }

    @Override
    public final int leader() {
        final Member leader = rig.leader();
        return leader == null ? -1 : leader.id() - 1;
    }

    @Override
    public final void kill(final int node) {
        rig.crash(rig.members().get(node));
    }

    @Override
    public final void restart(final int node) {
        rig.restart(rig.members().get(node));
    }

    @Override
    public final long applied() {
        final Member leader = rig.leader();
        return leader == null ? 0 : leader.witness().applied();
    }
}
