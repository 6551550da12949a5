package io.quorate.peers.aeron;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.quorate.peers.Deadline;
import io.quorate.peers.PeerConfig;
import io.quorate.peers.PeerNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.agrona.concurrent.status.CountersReader;

/**
 * One member over all its lives: archive, consensus module and service, on the media driver that
 * all members share. What a member says to itself over IPC has streams of its own.
 */
final class AeronMember implements PeerNode {
    private static final int PORTS = 5;
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final long BALLOT_HEARTBEATS = 10;        // that a ballot may last
    private static final int FILE_IO_BYTES = 1 << 20;
    private static final ErrorHandler LEFT_TO_THE_CLIENT = error -> {};

    private final PeerConfig config;
    private final int node;
    private final String driverDirectory;
    private final CountersReader counters;
    private final List<Integer> ports;
    private final Path directory;
    private EchoService service;
    private Archive archive;
    private ConsensusModule module;
    private ClusteredServiceContainer container;

    /** A member that has not lived yet; {@code ports} are those of all members. */
    AeronMember(final PeerConfig config, final int node, final MediaDriver driver,
            final List<Integer> ports) {
        this.config = config;
        this.node = node;
        driverDirectory = driver.aeronDirectoryName();
        counters = driver.context().countersManager();
        this.ports = ports;
        directory = config.directory(node);
    }

    /** How many UDP ports a cluster of so many members needs. */
    static int ports(final int members) {
        return members * PORTS;
    }

    private static String endpoint(final List<Integer> ports, final int member, final int which) {
        return "localhost:" + ports.get(member * PORTS + which);
    }

    /** Where a member takes commands. */
    static String ingress(final List<Integer> ports, final int member) {
        return endpoint(ports, member, 0);
    }

    private String members() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < ports.size() / PORTS; i++) {
            text.append(i);
            for (int which = 0; which < PORTS; which++) {
                text.append(',').append(endpoint(ports, i, which));
            }
            text.append('|');
        }
        return text.toString();
    }

    /** Begins a life on what the last one left, once the driver has let go of that one. */
    @Override
    public void start() {
        Deadline.await("the end of member " + node + "'s last life", () -> ClusterCounters.find(
                counters, ConsensusModule.Configuration.CONSENSUS_MODULE_STATE_TYPE_ID, node)
                == CountersReader.NULL_COUNTER_ID);
        final RoleAwareIdle idle = new RoleAwareIdle();
        service = new EchoService(idle);
        archive = Archive.launch(archive());
        module = ConsensusModule.launch(module());
        container = ClusteredServiceContainer.launch(container(idle));
    }

    private Archive.Context archive() {
        return new Archive.Context()
                .aeronDirectoryName(driverDirectory)
                .archiveDir(directory.resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint=" + endpoint(ports, node, 4))
                .localControlChannel("aeron:ipc?term-length=64k")
                .localControlStreamId(stream(11))
                .replicationChannel("aeron:udp?endpoint=localhost:0")
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(YieldingIdleStrategy::new)
                .segmentFileLength(SEGMENT_BYTES)
                .fileIoMaxLength(FILE_IO_BYTES)
                .lowStorageSpaceThreshold(SEGMENT_BYTES)
                .fileSyncLevel(syncLevel())
                .catalogFileSyncLevel(syncLevel())
                .errorHandler(LEFT_TO_THE_CLIENT);
    }

    private int syncLevel() {
        return config.isSynced() ? 1 : 0;
    }

    private AeronArchive.Context archiveClient(final int responses) {
        return new AeronArchive.Context()
                .aeronDirectoryName(driverDirectory)
                .controlRequestChannel("aeron:ipc?term-length=64k")
                .controlRequestStreamId(stream(11))
                .controlResponseChannel("aeron:ipc?term-length=64k")
                .controlResponseStreamId(stream(responses));
    }

    private ConsensusModule.Context module() {
        return new ConsensusModule.Context()
                .aeronDirectoryName(driverDirectory)
                .clusterDir(directory.resolve("cluster").toFile())
                .archiveContext(archiveClient(21))
                .clusterId(node)                    // tells the members' counters apart
                .clusterMemberId(node)
                .clusterMembers(members())
                .ingressChannel("aeron:udp?term-length=4m")
                .logChannel("aeron:udp?term-length=16m")
                .replicationChannel("aeron:udp?endpoint=localhost:0")
                .replayChannel("aeron:ipc").replayStreamId(stream(103))
                .serviceStreamId(stream(104)).consensusModuleStreamId(stream(105))
                .snapshotStreamId(stream(107))
                .fileSyncLevel(syncLevel())
                .idleStrategySupplier(YieldingIdleStrategy::new)
                .leaderHeartbeatIntervalNs(TimeUnit.MILLISECONDS.toNanos(config.heartbeatMs()))
                .leaderHeartbeatTimeoutNs(
                        TimeUnit.MILLISECONDS.toNanos(config.electionTimeoutMs()))
                .electionTimeoutNs(
                        TimeUnit.MILLISECONDS.toNanos(BALLOT_HEARTBEATS * config.heartbeatMs()))
                .electionStatusIntervalNs(TimeUnit.MILLISECONDS.toNanos(config.heartbeatMs()))
                .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .errorHandler(LEFT_TO_THE_CLIENT);
    }

    private ClusteredServiceContainer.Context container(final IdleStrategy idle) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(driverDirectory)
                .clusterDir(directory.resolve("cluster").toFile())
                .archiveContext(archiveClient(22))
                .clusterId(node)
                .clusteredService(service)
                .replayChannel("aeron:ipc").replayStreamId(stream(103))
                .serviceStreamId(stream(104)).consensusModuleStreamId(stream(105))
                .snapshotStreamId(stream(107))
                .idleStrategySupplier(() -> idle)
                .errorHandler(LEFT_TO_THE_CLIENT);
    }

    private int stream(final int usual) {
        return 1_000 * (node + 1) + usual;
    }

    @Override
    public boolean isAlive() {
        return module != null;
    }

    @Override
    public boolean isLeader() {
        return module != null && Cluster.Role.get(module.context().clusterNodeRoleCounter())
                == Cluster.Role.LEADER;
    }

    @Override
    public long applied() {
        return service.applied();
    }

    /** Where its log is recorded. */
    Path archiveDirectory() {
        return directory.resolve("archive");
    }

    @Override
    public void kill() {
        CloseHelper.quietCloseAll(module, container, archive);
        module = null;
    }
}
