package io.quorate.peers;

import io.quorate.peers.aeron.AeronClusterPeer;
import io.quorate.peers.etcd.EtcdPeer;
import io.quorate.peers.jraft.SofaJRaftPeer;
import io.quorate.peers.microraft.MicroRaftPeer;
import io.quorate.peers.quorate.QuorateInProcess;
import io.quorate.peers.quorate.QuorateOverNetwork;
import io.quorate.peers.ratis.RatisPeer;
import io.quorate.peers.zookeeper.ZooKeeperPeer;
import io.quorate.port.Durability;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The systems that are compared: how each is called, what it offers, and how it is started. */
public enum PeerKind {
    /** Quorate and its client. */
    QUORATE("quorate", Way.NETWORK, ""),
    /** Aeron Cluster and its client. */
    AERON_CLUSTER("aeron-cluster", Way.NETWORK, "its archive has no log in memory alone"),
    /** Apache ZooKeeper and its client. */
    ZOOKEEPER("zookeeper", Way.NETWORK, "it always keeps a log on a disk"),
    /** etcd, as processes, and a client of ours. */
    ETCD("etcd", Way.NETWORK, "it always keeps a log on a disk"),
    /** Apache Ratis and its client. */
    RATIS("ratis", Way.NETWORK, ""),
    /** Quorate, submitted to at the leader. */
    QUORATE_IN_PROCESS("quorate-in-process", Way.IN_PROCESS, ""),
    /** SOFAJRaft, submitted to at the leader. */
    SOFAJRAFT("sofajraft", Way.IN_PROCESS, "it always keeps a log on a disk"),
    /** MicroRaft, submitted to at the leader. */
    MICRORAFT("microraft", Way.IN_PROCESS, "it is measured in memory only: its store on a disk is"
            + " an add-on");

    /** How commands reach the leader; only what has the same way is alike. */
    public enum Way {
        /** From a client over the network: four legs a command. */
        NETWORK("network"),
        /** From within the leader's process: two legs a command, or none. */
        IN_PROCESS("in process");

        private final String label;

        Way(final String label) {
            this.label = label;
        }

        /** For a table. */
        public String label() {
            return label;
        }
    }

    private final String label;
    private final Way way;
    private final String lack;

    PeerKind(final String label, final Way way, final String lack) {
        this.label = label;
        this.way = way;
        this.lack = lack;
    }

    /** Its name on the command line and in tables. */
    public String label() {
        return label;
    }

    /** How commands reach it. */
    public Way way() {
        return way;
    }

    /** The lowest timing at which its cluster still does its work; docs/PEERS.md tells why. */
    Timing lowest() {
        return switch (this) {
            case QUORATE, QUORATE_IN_PROCESS, ETCD -> new Timing(10, 50);
            case AERON_CLUSTER -> new Timing(10, 200);
            case SOFAJRAFT -> new Timing(10, 100);
            case ZOOKEEPER -> new Timing(20, 200);
            case RATIS -> new Timing(25, 100);
            case MICRORAFT -> new Timing(1_000, 1_000);
        };
    }

    /** Quorate, used in the same way: what this one is compared with. */
    public PeerKind measure() {
        return way == Way.NETWORK ? QUORATE : QUORATE_IN_PROCESS;
    }

    /** Starts three nodes of it; returns when one leads and the client is connected. */
    public Peer start(final PeerConfig config) {
        return switch (this) {
            case QUORATE -> new QuorateOverNetwork(config);
            case QUORATE_IN_PROCESS -> new QuorateInProcess(config);
            case AERON_CLUSTER -> new AeronClusterPeer(config);
            case ZOOKEEPER -> new ZooKeeperPeer(config);
            case ETCD -> new EtcdPeer(config);
            case RATIS -> new RatisPeer(config);
            case MICRORAFT -> new MicroRaftPeer(config);
            case SOFAJRAFT -> new SofaJRaftPeer(config);
        };
    }

    private boolean offers(final Durability durability) {
        return switch (this) {
            case QUORATE, QUORATE_IN_PROCESS, RATIS -> true;
            case MICRORAFT -> durability == Durability.MEMORY;
            case AERON_CLUSTER, ZOOKEEPER, ETCD, SOFAJRAFT -> durability != Durability.MEMORY;
        };
    }

    /** What it offers that costs least and still is a log on a disk, if it has one. */
    Durability easiest() {
        return Stream.of(Durability.PAGE_CACHE, Durability.FSYNC, Durability.MEMORY)
                .filter(this::offers).findFirst().orElseThrow();
    }

    /** Why it cannot be measured so on this machine; empty if it can. */
    public String hindrance(final Durability durability) {
        if (!offers(durability)) {
            return lack;
        }
        return this != ETCD || EtcdPeer.isInstalled() ? ""
                : "there is no etcd on the PATH; install it, on Debian by apt-get install"
                        + " etcd-server";
    }

    /**
     * The peer of that name.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static PeerKind of(final String label) {
        return Stream.of(values()).filter(kind -> kind.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer '" + label
                        + "'; there are " + labels()));
    }

    /** All names, in the order of the table. */
    public static String labels() {
        return Stream.of(values()).map(PeerKind::label).collect(Collectors.joining(", "));
    }
}
