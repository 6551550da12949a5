package io.quorate.benchmarks.rig;

import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.liveness.TcpLiveness;
import io.quorate.node.Adapters;
import io.quorate.node.FileProbe;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeConfig;
import io.quorate.port.DiskProbe;
import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.storage.memory.MemoryVoteStore;
import io.quorate.transport.aeron.AeronDriver;
import io.quorate.transport.aeron.AeronTransportFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * What a rig's members are made of: storage and transport by name, and the one media driver that
 * all transports share.
 */
final class Parts implements AutoCloseable {
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int SHORT_SEGMENT_BYTES = 4 << 20;

    private final RigConfig config;
    private final int segmentBytes;
    private final long clusterId;
    private final DataDirectory directory;
    private final StorageFactory storages;
    private final TransportFactory transports;
    private final AeronDriver driver;
    private final List<Peer> peers = new ArrayList<>();
    private final Map<Integer, Storage> inMemory = new HashMap<>();

    /**
     * Parts for a new cluster; its directory is made here and removed by {@link #close}.
     *
     * @param members      how many there are, those who are yet to join included
     * @param hasSnapshots whether the log shall be short, so that snapshots soon shorten it
     * @throws IllegalArgumentException if no directory can be made
     */
    Parts(final RigConfig config, final long clusterId, final int members,
            final boolean hasSnapshots) {
        this.config = config;
        segmentBytes = hasSnapshots ? SHORT_SEGMENT_BYTES : SEGMENT_BYTES;
        this.clusterId = clusterId;
        storages = Adapters.storage(config.storage());
        directory = DataDirectory.in(config.parent(), "cluster");
        driver = driver();
        transports = driver == null ? Adapters.transport(config.transport())
                : new AeronTransportFactory(driver);
        peers.addAll(FreePorts.members(members));
    }

    ClientBuilder client() {
        final ClientBuilder client = QuorateClient.builder(clusterId)
                .transport(config.transport(), transports)
                .link(config.evidence() == Evidence.TIMEOUT ? NodeConfig.Wire.NO_LINK
                        : "tcp");
        peers.forEach(peer -> client.member(peer.id(), peer.address()));
        return client;
    }

    private AeronDriver driver() {
        if (!config.transport().startsWith("aeron-")) {
            return null;
        }
        if (config.driver() == DriverThread.OWN) {
            return AeronDriver.embedded(YieldingIdleStrategy.INSTANCE);
        }
        return config.isInline() ? AeronDriver.invoked() : AeronDriver.embedded(idleStrategy());
    }

    /** A member's storage, made if this is its first life. One in memory outlives its node. */
    Storage storage(final int member, final boolean isFirst) {
        final Storage kept = inMemory.get(member);
        if (kept != null) {
            return new Storage(kept.log(), ((MemoryVoteStore) kept.votes()).open(),
                    kept.snapshots());
        }
        final Storage storage = storages.open(new StorageFactory.Settings(
                files(member), clusterId, member,
                config.durability(), isFirst, segmentBytes, Math.max(config.payload(), 4096)));
        if (config.durability() == Durability.MEMORY) {
            inMemory.put(member, storage);
        }
        return storage;
    }

    /** What asks a member's disk in one of its lives, where its fitting has it asked. */
    DiskProbe probe(final int member, final Fitting fitting) {
        if (fitting.probeNs() == 0 || config.durability() == Durability.MEMORY) {
            return DiskProbe.NONE;
        }
        return new FileProbe("quorate-probe-" + member, fitting.probeNs(), fitting.disk(member,
                FileProbe.file(files(member), config.durability() == Durability.FSYNC)));
    }

    private Path files(final int member) {
        return directory.path().resolve("member-" + member);
    }

    /** Voters and observers, with the addresses at which a node reaches the others. */
    Configuration founders() {
        return Configuration.of(peers.stream().limit(config.members())
                .map(peer -> Configuration.Member.of(peer.id(), peer.id() <= config.nodes()
                        ? MemberRole.VOTER : MemberRole.OBSERVER, peer.address()))
                .toList());
    }

    /** All members, those who are yet to join included. */
    List<Peer> peers() {
        return peers;
    }

    /** A member's transport, for one of its lives. */
    Transport transport(final int member) {
        return transports.open(new TransportFactory.Settings(config.transport(), clusterId, member,
                peers, Map.of()));
    }

    /** A member's links to the others, for one of its lives; null where there are to be none. */
    TcpLiveness links(final int member, final int incarnation) {
        return config.evidence() == Evidence.TIMEOUT ? null : TcpLiveness.open(clusterId, member,
                incarnation, peers.get(member - 1).address());
    }

    /** What a thread with nothing to do does on a machine with fewer cores than threads. */
    IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 20, 1_000, 50_000);
    }

    @Override
    public void close() {
        if (driver != null) {
            driver.close();
        }
        directory.close();
    }
}
