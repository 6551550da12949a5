package io.quorate.node;

import io.quorate.port.Liveness;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.raft.Raft;

/** What the parts of a node say of themselves, brought into its counters at the end of a turn. */
final class Gauges {
    private final NodeCounters counters;
    private final Raft raft;
    private final Storage storage;
    private final Transport transport;
    private final ClientParts clients;
    private final Applier applier;
    private final Snapshots snapshots;

    Gauges(final NodeCounters counters, final Raft raft, final Storage storage,
            final Transport transport, final ClientParts clients, final Applier applier,
            final Snapshots snapshots) {
        this.counters = counters;
        this.raft = raft;
        this.storage = storage;
        this.transport = transport;
        this.clients = clients;
        this.applier = applier;
        this.snapshots = snapshots;
    }

    /** Asks all, and lets any thread see what they say. */
    void publish(final HealthGate gate, final Liveness liveness) {
        final TransportCounters lost = transport.counters();
        counters.setRole(raft.role());
        counters.set(NodeCounter.TERM, raft.term());
        counters.set(NodeCounter.LEADER, raft.leaderId());
        counters.set(NodeCounter.LAST_INDEX, raft.lastIndex());
        counters.set(NodeCounter.DURABLE_INDEX, raft.durableIndex());
        counters.set(NodeCounter.COMMIT_INDEX, raft.commitIndex());
        counters.set(NodeCounter.APPLIED_INDEX, applier.appliedIndex());
        counters.set(NodeCounter.FIRST_INDEX, storage.log().firstIndex());
        counters.set(NodeCounter.SNAPSHOT_INDEX, snapshots.newestIndex());
        counters.set(NodeCounter.CONFIRMED_ROUND, raft.reads().confirmedRound());
        counters.set(NodeCounter.INACTIVE_PEERS, raft.inactivePeers());
        counters.set(NodeCounter.CONFIGURATION_INDEX, raft.configurationIndex());
        counters.setHealth(gate, ClusterHealth.of(raft));
        counters.set(NodeCounter.READS_WAITING, clients.reads.waiting());
        counters.set(NodeCounter.SESSIONS, clients.sessions.size());
        counters.set(NodeCounter.MALFORMED_ENTRIES, raft.malformed());
        counters.set(NodeCounter.REFUSED, raft.refused());
        counters.set(NodeCounter.TRANSPORT_LOST, lost.lost());
        counters.set(NodeCounter.TRANSPORT_REFUSED, lost.refused());
        counters.set(NodeCounter.TRANSPORT_RECONNECTS, lost.reconnects());
        counters.set(NodeCounter.LEADER_HEARD_NS, raft.condition().leaderHeardNs());
        counters.set(NodeCounter.LINK_ENDED_NS, liveness.endedNs());
        counters.publish();
    }
}
