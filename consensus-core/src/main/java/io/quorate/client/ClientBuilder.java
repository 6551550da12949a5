package io.quorate.client;

import io.quorate.node.Adapters;
import io.quorate.node.NodeConfig;
import io.quorate.node.RaftNode;
import io.quorate.port.Liveness;
import io.quorate.port.TransportFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** Gathers what a client is told, and connects it. One thread at a time. */
public final class ClientBuilder {
    private static final int QUEUE = 1 << 14;

    private final long clusterId;
    private final Map<Integer, String> members = new TreeMap<>();
    private final Map<String, String> options = new HashMap<>();
    private String transport = "aeron-udp";
    private TransportFactory transports;         // null: whoever knows it by its name
    private String link = NodeConfig.Wire.NO_LINK;
    private int window = 256;
    private Duration callTimeout = Duration.ofSeconds(30);
    private Duration responseTimeout = Duration.ofSeconds(1);
    private Duration pause = Duration.ofMillis(10);
    private Duration deadTimeoutMin = Duration.ofMinutes(1);
    private Duration deadTimeoutMax = Duration.ofMinutes(30);
    private boolean isPatient = true;
    private boolean isInline;
    private CommandListener listener;            // null: none

    ClientBuilder(final long clusterId) {
        this.clusterId = clusterId;
    }

    /** Adds a member; the address may be empty where the transport needs none. */
    public ClientBuilder member(final int id, final String address) {
        members.put(id, address);
        return this;
    }

    /** How members are reached: {@code loopback}, {@code aeron-ipc} or {@code aeron-udp}. */
    public ClientBuilder transport(final String name) {
        transport = name;
        return this;
    }

    /** The same, as that factory opens it: on a media driver that others use too, for one. */
    public ClientBuilder transport(final String name, final TransportFactory factory) {
        transport = name;
        transports = factory;
        return this;
    }

    /** An option of the transport, without the prefix that it has in a file. */
    public ClientBuilder option(final String key, final String value) {
        options.put(key, value);
        return this;
    }

    /**
     * By what the client watches the processes of its members, besides waiting for answers: as they
     * have it in {@code detector.link}, {@code none} unless set. With {@code tcp} a member whose
     * process ends is left at once; one that hangs or is cut off, after {@link #responseTimeout}.
     */
    public ClientBuilder link(final String name) {
        link = name;
        return this;
    }

    /** How many commands may be under way at a time; 256 unless set, at most the session's. */
    public ClientBuilder window(final int commands) {
        window = commands;
        return this;
    }

    /** After which a call is given up; 30 s unless set. */
    public ClientBuilder callTimeout(final Duration timeout) {
        callTimeout = timeout;
        return this;
    }

    /** The silence after which another member is asked; 1 s unless set. */
    public ClientBuilder responseTimeout(final Duration timeout) {
        responseTimeout = timeout;
        return this;
    }

    /**
     * The pause between two attempts while nobody leads or has room; 10 ms unless set. While nobody
     * leads the first three are shorter, from an eighth on, as most elections are over by then.
     */
    public ClientBuilder pause(final Duration duration) {
        pause = duration;
        return this;
    }

    /**
     * How long a member rests after its first failure, and at most, as each failure in a row adds
     * a factor of the square root of 2; 1 and 30 min unless set. One that others name as their
     * leader is asked again after a {@link #responseTimeout}.
     */
    public ClientBuilder deadTimeout(final Duration min, final Duration max) {
        deadTimeoutMin = min;
        deadTimeoutMax = max;
        return this;
    }

    /**
     * Has a call that the leader refuses for want of room fail at once, with an
     * {@link OverloadedException}. Unless set, it is tried again, after pauses that double up to 64
     * times the {@link #pause}, until its time is up.
     */
    public ClientBuilder failOnOverload() {
        isPatient = false;
        return this;
    }

    /** Gives the client no thread: whoever connects it runs {@link QuorateClient#doWork}. */
    public ClientBuilder inline() {
        isInline = true;
        return this;
    }

    /** The same, and {@link QuorateClient#offer} serves it, whose answers that listener hears. */
    public ClientBuilder inline(final CommandListener answers) {
        isInline = true;
        listener = answers;
        return this;
    }

    /** A client of members that run in this process, by their ids. */
    public QuorateClient connect(final Map<Integer, RaftNode> nodes) {
        nodes.keySet().forEach(id -> members.put(id, ""));
        final ClientSettings settings = settings();
        return new QuorateClient(new LocalChannel(nodes, window + 16), settings, QUEUE, isInline,
                listener, SystemNanoClock.INSTANCE);
    }

    /**
     * A client over a network.
     *
     * @throws io.quorate.node.ConfigException    if the transport is not on the class path
     * @throws io.quorate.port.TransportException if an address cannot be used
     */
    public QuorateClient connect() {
        final ClientSettings settings = settings();
        final List<TransportFactory.Peer> peers = members.entrySet().stream()
                .map(member -> new TransportFactory.Peer(member.getKey(), member.getValue()))
                .toList();
        final TransportFactory factory =
                transports == null ? Adapters.transport(transport) : transports;
        final TransportFactory.Settings wire =
                new TransportFactory.Settings(transport, clusterId, 0, peers, options);
        final Liveness links = links(wire);
        try {
            return new QuorateClient(new WireChannel(factory.openClient(wire), links, clusterId),
                    settings, QUEUE, isInline, listener, SystemNanoClock.INSTANCE);
        } catch (final RuntimeException e) {
            links.close();
            throw e;
        }
    }

    private Liveness links(final TransportFactory.Settings wire) {
        if (link.equals(NodeConfig.Wire.NO_LINK)) {
            return Liveness.NONE;
        }
        final Liveness links = Adapters.liveness(link).watch(wire);
        links.peers(wire.members());
        return links;
    }

    /**
     * A client over a way of one's own and told the time by that clock, as in a simulation. It has
     * no thread: whoever connects it runs {@link QuorateClient#doWork}.
     */
    public QuorateClient connect(final Channel channel, final NanoClock clock) {
        return new QuorateClient(channel, settings(), QUEUE, true, listener, clock);
    }

    private ClientSettings settings() {
        return new ClientSettings(clusterId, members, transport, options, window,
                callTimeout.toNanos(), responseTimeout.toNanos(), pause.toNanos(),
                deadTimeoutMin.toNanos(), deadTimeoutMax.toNanos(), isPatient);
    }
}
