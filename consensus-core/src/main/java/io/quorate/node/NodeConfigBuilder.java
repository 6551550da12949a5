package io.quorate.node;

import io.quorate.node.Settings.Range;
import io.quorate.port.Durability;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.session.SessionLimits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Gathers settings and makes a {@link NodeConfig} of them. Whether one comes from code or from a
 * file, it takes the same way and meets the same checks. One thread at a time.
 */
public final class NodeConfigBuilder {
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Integer, String> members = new TreeMap<>();
    private final Set<Integer> observers = new HashSet<>();
    private final Map<Integer, Integer> priorities = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();

    NodeConfigBuilder() {
    }

    /**
     * Sets what a file sets by that key.
     *
     * @throws ConfigException if there is no such key; the value is checked by {@link #build}
     */
    public NodeConfigBuilder set(final String key, final String value) {
        Settings.requireKnown(key);
        if (key.startsWith(Settings.TRANSPORT_OPTION)) {
            options.put(key.substring(Settings.TRANSPORT_OPTION.length()), value);
        } else if (key.matches("member\\.\\d+")) {
            return addMember(key, value);
        } else if (key.matches("priority\\.\\d+")) {
            return priority(Settings.MEMBER_ID.parse(key.substring(key.indexOf('.') + 1))
                    .intValue(), Settings.PRIORITIES.named(key).parse(value).intValue());
        } else {
            settings.put(key, value);
        }
        return this;
    }

    private NodeConfigBuilder addMember(final String key, final String value) {
        final String digits = key.substring(Settings.MEMBER.length());
        final int id = Settings.MEMBER_ID.parse(digits).intValue();
        if (!digits.equals(Integer.toString(id)) || members.containsKey(id)) {
            throw new ConfigException(key + " is listed twice; give every member an id of its own"
                    + " and write it without leading zeros");
        }
        final String[] words = value.split("\\s+", 2);
        if (words.length > 1 && !words[1].equals(Settings.OBSERVER)) {
            throw new ConfigException(key + " = " + value + " must be host:port, or host:port "
                    + Settings.OBSERVER);
        }
        return words.length > 1 ? observer(id, words[0]) : member(id, words[0]);
    }

    /** Sets {@code cluster.id}. */
    public NodeConfigBuilder cluster(final long id) {
        return set(Settings.CLUSTER_ID, Long.toString(id));
    }

    /** Sets {@code member.id}: which of the members this node is. */
    public NodeConfigBuilder self(final int id) {
        return set(Settings.MEMBER_ID, Integer.toString(id));
    }

    /** Adds a member, or moves it; an address may be empty where the transport needs none. */
    public NodeConfigBuilder member(final int id, final String address) {
        members.put(id, address);
        observers.remove(id);
        return this;
    }

    /** Adds a member that is sent the log and never counted, or moves it. */
    public NodeConfigBuilder observer(final int id, final String address) {
        members.put(id, address);
        observers.add(id);
        return this;
    }

    /** Sets {@code priority.N}: who has more stands sooner, who has 0 never does. */
    public NodeConfigBuilder priority(final int id, final int priority) {
        priorities.put(id, priority);
        return this;
    }

    /** Sets {@code join}. */
    public NodeConfigBuilder join(final boolean isJoining) {
        return set(Settings.JOIN, Boolean.toString(isJoining));
    }

    /** Sets {@code directory}. */
    public NodeConfigBuilder directory(final Path directory) {
        return set(Settings.DIRECTORY, directory.toString());
    }

    /** Sets {@code heartbeat}. */
    public NodeConfigBuilder heartbeat(final Duration interval) {
        return set(Settings.HEARTBEAT, Units.duration(interval.toNanos()));
    }

    /** Sets {@code election-timeout}. */
    public NodeConfigBuilder electionTimeout(final Duration min, final Duration max) {
        return set(Settings.ELECTION_TIMEOUT, new Range(min.toNanos(), max.toNanos()).toString());
    }

    /** Sets {@code storage} and {@code durability}, which belong together. */
    public NodeConfigBuilder storage(final String name, final Durability durability) {
        set(Settings.DURABILITY, durability.label());
        return set(Settings.STORAGE, name);
    }

    /** Sets {@code transport}. */
    public NodeConfigBuilder transport(final String name) {
        return set(Settings.TRANSPORT, name);
    }

    /** Sets {@code bootstrap}. */
    public NodeConfigBuilder bootstrap(final boolean isBootstrap) {
        return set(Settings.BOOTSTRAP, Boolean.toString(isBootstrap));
    }

    /** Sets {@code threading}. */
    public NodeConfigBuilder threading(final Threading threading) {
        return set(Settings.THREADING, threading.label());
    }

    /** Keeps nothing, and is one of the members, whichever; the others are what matters. */
    NodeConfigBuilder forClient() {
        set(Settings.STORAGE, NodeConfig.Disk.MEMORY);
        set(Settings.DURABILITY, Durability.MEMORY.label());
        settings.remove(Settings.JOIN.key());
        if (!members.isEmpty()) {
            set(Settings.MEMBER_ID, members.keySet().iterator().next().toString());
        }
        return this;
    }

    private NodeConfigBuilder set(final Setting<?> setting, final String value) {
        settings.put(setting.key(), value);
        return this;
    }

    /**
     * Checks each setting, and how they go together.
     *
     * @throws ConfigException naming key and remedy
     */
    public NodeConfig build() {
        final List<Peer> peers = peers();
        return new NodeConfig(clusterId(), memberId(), peers,
                new Roles(observers, priorities, get(Settings.JOIN)), timing(), disk(), wire(),
                limits(), snapshots(), health(), get(Settings.THREADING), get(Settings.IDLE),
                seed());
    }

    private List<Peer> peers() {
        final boolean needsAddress = !get(Settings.TRANSPORT).equals("loopback")
                && !get(Settings.TRANSPORT).equals("aeron-ipc");
        final List<Peer> peers = new ArrayList<>();
        members.forEach((id, address) -> {
            if (needsAddress || !address.isEmpty()) {
                requireAddress(id, address);
            }
            peers.add(new Peer(id, address));
        });
        return peers;
    }

    static void requireAddress(final int id, final String address) {
        final int colon = address.lastIndexOf(':');
        final String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65_535) {
            throw new ConfigException(Settings.MEMBER + id + " = " + address
                    + " must be host:port with a port from 1 to 65535, such as localhost:9001");
        }
    }

    private long clusterId() {
        if (!settings.containsKey(Settings.CLUSTER_ID.key())) {
            throw new ConfigException("cluster.id is missing; give all members of this cluster the"
                    + " same number, such as cluster.id = 1");
        }
        return get(Settings.CLUSTER_ID);
    }

    private int memberId() {
        if (settings.containsKey(Settings.MEMBER_ID.key())) {
            return get(Settings.MEMBER_ID).intValue();
        }
        if (members.size() > 1) {
            throw new ConfigException("member.id is missing; say which of the members "
                    + members.keySet() + " this node is, such as member.id = "
                    + members.keySet().iterator().next());
        }
        return members.isEmpty() ? 1 : members.keySet().iterator().next();
    }

    private NodeConfig.Timing timing() {
        final Range timeout = get(Settings.ELECTION_TIMEOUT);
        return new NodeConfig.Timing(get(Settings.HEARTBEAT), timeout.minNs(), timeout.maxNs(),
                get(Settings.PROMISE), new NodeConfig.Leading(get(Settings.LEASE).intValue(),
                        get(Settings.STALENESS), get(Settings.PREFERENCE_HOLD)),
                DetectionKeys.read(this::get));
    }

    private NodeConfig.Disk disk() {
        final boolean isUnspoken = get(Settings.STORAGE).equals(NodeConfig.Disk.MEMORY)
                && !settings.containsKey(Settings.DURABILITY.key());
        final boolean hasDirectory = settings.containsKey(Settings.DIRECTORY.key());
        return new NodeConfig.Disk(get(Settings.STORAGE),
                hasDirectory ? path(get(Settings.DIRECTORY)) : null,
                isUnspoken ? Durability.MEMORY : get(Settings.DURABILITY),
                get(Settings.BOOTSTRAP), get(Settings.SEGMENT).intValue(),
                get(Settings.HEALTH_PROBE));
    }

    private static Path path(final String text) {
        try {
            return Path.of(text);
        } catch (final InvalidPathException e) {
            throw new ConfigException("directory = " + text + " is no path; name the place for"
                    + " this node's files", e);
        }
    }

    private NodeConfig.Wire wire() {
        return new NodeConfig.Wire(get(Settings.TRANSPORT), options,
                get(Settings.WINDOW).intValue(), get(Settings.WINDOW_BYTES).intValue(),
                get(DetectionKeys.LINK));
    }

    private NodeConfig.Limits limits() {
        return new NodeConfig.Limits(get(Settings.MAX_UNCOMMITTED).intValue(),
                get(Settings.MAX_COMMAND).intValue(), get(Settings.MAX_REPLY).intValue(),
                new SessionLimits(get(Settings.SESSIONS).intValue(),
                        get(Settings.SESSION_WINDOW).intValue(),
                        TimeUnit.NANOSECONDS.toMillis(get(Settings.SESSION_TIMEOUT))),
                get(Settings.WRITES).equals(Settings.FORWARD),
                new AdmissionLimits(get(Settings.IN_FLIGHT), get(Settings.UNCOMMITTED),
                        get(Settings.BACKLOG), get(Settings.TOTAL),
                        get(Settings.HEAP).intValue()));
    }

    private HealthLimits health() {
        final Range timeout = get(Settings.ELECTION_TIMEOUT);
        final HealthLimits usual = HealthLimits.of(timeout.minNs(), timeout.maxNs());
        final long quietNs = given(Settings.HEALTH_QUIET, usual.quietNs());
        if (quietNs <= usual.patienceNs()) {
            throw new ConfigException("health.quiet = " + Units.duration(quietNs)
                    + " must be longer than the shortest election timeout = "
                    + Units.duration(timeout.minNs())
                    + "; 10 times the longest is a good measure");
        }
        return new HealthLimits(given(Settings.HEALTH_DISK, usual.diskNs()),
                given(Settings.HEALTH_APPLY, usual.applyNs()),
                given(Settings.HEALTH_LOOP, usual.loopNs()), usual.patienceNs(), quietNs,
                get(Settings.HEALTH_STAND_AFTER).intValue());
    }

    private long given(final Setting<Long> setting, final long otherwise) {
        return settings.containsKey(setting.key()) ? get(setting) : otherwise;
    }

    private SnapshotPolicy snapshots() {
        return new SnapshotPolicy(get(Settings.SNAPSHOT_ENTRIES), get(Settings.SNAPSHOT_BYTES),
                get(Settings.SNAPSHOT_INTERVAL), get(Settings.SNAPSHOT_KEEP));
    }

    private long seed() {
        return settings.containsKey(Settings.SEED.key()) ? get(Settings.SEED)
                : ThreadLocalRandom.current().nextLong();
    }

    private <T> T get(final Setting<T> setting) {
        return setting.parse(settings.getOrDefault(setting.key(), setting.defaultText()));
    }
}
