package io.quorate.node;

import io.quorate.detector.Detection;
import io.quorate.port.Durability;
import io.quorate.port.StorageFactory;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory;
import io.quorate.raft.Configuration;
import io.quorate.raft.RaftConfig;
import io.quorate.session.SessionLimits;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a node is told before it starts. Made by {@link #builder} or from a file by
 * {@link #load}; what contradicts itself cannot be made. Every key, with its unit, range and
 * default, stands in docs/CONFIGURATION.md.
 *
 * @param clusterId the same for all members, different between clusters
 * @param memberId  which of the members this node is
 * @param members   all of them, itself included; one alone is a standalone node
 * @param roles     what each of them is at first, and whether this one is yet to join
 * @param timing    how soon who is heard, and who is suspected
 * @param disk      what keeps the log, and how well
 * @param wire      how members speak
 * @param limits    how much is taken on at a time
 * @param snapshots when the log is compacted
 * @param health    what it bears before it counts as unhealthy
 * @param threading whose thread the node runs on
 * @param idle      what its own thread does while nothing is to be done
 * @param seed      decides all chance
 */
public record NodeConfig(long clusterId, int memberId, List<Peer> members, Roles roles,
        Timing timing, Disk disk, Wire wire, Limits limits, SnapshotPolicy snapshots,
        HealthLimits health, Threading threading, Idle idle, long seed) {

    /**
     * How a leader serves reads and keeps its office.
     *
     * @param leasePercent     as {@link RaftConfig} has it
     * @param stalenessNs      as {@link IngressConfig} has it
     * @param preferenceHoldNs as {@link RaftConfig} has it
     */
    public record Leading(int leasePercent, long stalenessNs, long preferenceHoldNs) {
    }

    /** How soon who is heard, and who is suspected; as {@link RaftConfig} has it. */
    public record Timing(long heartbeatNs, long electionTimeoutNsMin, long electionTimeoutNsMax,
            long promiseNs, Leading leading, Detection detection) {
        /** Checks that a leader is heard before it is suspected. */
        public Timing {
            if (heartbeatNs >= electionTimeoutNsMin) {
                throw new ConfigException("heartbeat = " + Units.duration(heartbeatNs)
                        + " must be shorter than election-timeout = "
                        + new Settings.Range(electionTimeoutNsMin, electionTimeoutNsMax)
                        + "; a tenth of its shortest is a good measure");
            }
        }
    }

    /**
     * What keeps the log, and how well; as {@link StorageFactory.Settings} has it. It is asked
     * whether it is well so long after each answer; 0 for never.
     */
    public record Disk(String storage, Path directory, Durability durability, boolean isBootstrap,
            int segmentBytes, long probeNs) {
        static final String MEMORY = "memory";

        /** Checks that memory is asked for no more than it can keep, and a disk has its place. */
        public Disk {
            if (storage.equals(MEMORY) && durability != Durability.MEMORY) {
                throw new ConfigException("durability = " + durability.label() + " is more than"
                        + " storage = memory can keep; set durability = memory or another storage");
            }
            if (!storage.equals(MEMORY) && directory == null) {
                throw new ConfigException("directory is missing; name the place for this node's"
                        + " files, such as directory = /var/lib/quorate/1");
            }
        }
    }

    /**
     * How members speak; {@code options} are the keys under {@code transport.}, {@code link} names
     * what tells that a process is gone.
     */
    public record Wire(String transport, Map<String, String> options, int windowMessages,
            int windowBytes, String link) {
        /** What {@link #link} is where members keep no links. */
        public static final String NO_LINK = "none";

        /** Keeps a copy of the options. */
        public Wire {
            options = Map.copyOf(options);
        }

        /** Whether anything does. */
        public boolean hasLinks() {
            return !link.equals(NO_LINK);
        }
    }

    /**
     * How much is taken on at a time; lengths are bytes. With {@code isForwarding} a member that
     * does not lead sends writes on to its leader.
     */
    public record Limits(int maxUncommitted, int maxCommandLength, int maxReplyLength,
            SessionLimits sessions, boolean isForwarding, AdmissionLimits admission) {
        /** Checks that the longest command, alone, trips no breaker. */
        public Limits {
            for (final Breaker breaker : Breaker.values()) {
                final long bytes = admission.of(breaker);
                require(bytes >= Order.HEAD_LENGTH + (long) maxCommandLength, Settings.BREAKER
                        + breaker.label() + " = " + Units.size(bytes) + " would refuse the longest"
                        + " command by itself; make it more than max-command = "
                        + Units.size(maxCommandLength) + ", or 0B for off");
            }
        }
    }

    /** Checks that the members can be told apart, and that this node is one of them. */
    public NodeConfig {
        members = List.copyOf(members);
        require(!members.isEmpty(), "no member is listed; add a line for each, this node included,"
                + " such as member.1 = localhost:9001");
        require(members.size() <= Configuration.MEMBERS_MAX, members.size()
                + " members are listed; keep " + Configuration.MEMBERS_MAX + " at most");
        require(disk.segmentBytes / 4 >= limits.maxCommandLength, "segment = "
                + Units.size(disk.segmentBytes) + " must be at least 4 times max-command = "
                + Units.size(limits.maxCommandLength) + "; make it larger");
        final Set<Integer> ids = new HashSet<>();
        final Set<String> addresses = new HashSet<>();
        for (final Peer member : members) {
            require(ids.add(member.id()), "member." + member.id()
                    + " is listed twice; give every member an id of its own");
            require(member.address().isEmpty() || addresses.add(member.address()),
                    "member." + member.id() + " = " + member.address()
                            + " is another member's address too; give each its own");
        }
        require(ids.contains(memberId), "member.id = " + memberId + " is not one of the"
                + " members listed; add member." + memberId + " = host:port, or choose from "
                + ids.stream().sorted().toList());
        roles.check(members, memberId, disk.isBootstrap);
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }

    /** Every setting at its default; members, cluster and directory still to be named. */
    public static NodeConfigBuilder builder() {
        return new NodeConfigBuilder();
    }

    /**
     * The configuration in a {@code .properties} file.
     *
     * @throws ConfigException naming file, key and remedy
     */
    public static NodeConfig load(final Path file) {
        final Map<String, String> settings = ConfigFile.read(file);
        try {
            final NodeConfigBuilder builder = builder();
            settings.forEach(builder::set);
            return builder.build();
        } catch (final ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * What a file says of a cluster, for whoever is only to speak with it: a node's own file, or
     * one without a node's keys. What concerns a node alone is as it may be.
     *
     * @throws ConfigException naming file, key and remedy
     */
    public static NodeConfig loadCluster(final Path file) {
        final Map<String, String> settings = ConfigFile.read(file);
        try {
            final NodeConfigBuilder builder = builder();
            settings.forEach(builder::set);
            return builder.forClient().build();
        } catch (final ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
    }

    /** What the core is told of this. */
    public RaftConfig raft() {
        return RaftConfig.of(clusterId, memberId, roles.of(members, memberId), timing.heartbeatNs,
                timing.electionTimeoutNsMin, timing.electionTimeoutNsMax, seed)
                .withPromise(timing.promiseNs)
                .withLimits(wire.windowMessages, wire.windowBytes, limits.maxUncommitted)
                .with(timing.detection)
                .withLeading(timing.leading.leasePercent, timing.leading.preferenceHoldNs);
    }

    /** What the node takes in from clients and its own process. */
    public IngressConfig ingress() {
        return IngressConfig.of(limits.maxCommandLength, limits.maxReplyLength)
                .with(limits.sessions).forwarding(limits.isForwarding).with(limits.admission)
                .withStaleness(timing.leading.stalenessNs);
    }

    /** Whether there is a disk, and a bound that its answers are held against. */
    public boolean isDiskAsked() {
        return disk.durability != Durability.MEMORY && disk.probeNs > 0 && health.diskNs() > 0;
    }

    StorageFactory.Settings storageSettings() {
        return new StorageFactory.Settings(disk.directory, clusterId, memberId, disk.durability,
                disk.isBootstrap || roles.isJoining(), disk.segmentBytes,
                Math.max(ingress().entryCapacity(), Configuration.LENGTH_MAX));
    }

    TransportFactory.Settings transportSettings() {
        return new TransportFactory.Settings(wire.transport, clusterId, memberId, members,
                wire.options);
    }
}
