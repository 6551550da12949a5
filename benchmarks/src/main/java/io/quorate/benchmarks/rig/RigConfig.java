package io.quorate.benchmarks.rig;

import io.quorate.detector.Detection;
import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.ElectionSettings;
import io.quorate.node.Threading;
import io.quorate.port.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What cluster is to be run, in the words of the JMH parameters.
 *
 * @param nodes                voters, 1 to 7
 * @param observers            members besides that replicate and are not counted, 0 to 10
 * @param heartbeatMs          how often a leader is heard at least, in milliseconds; 1 or more
 * @param electionTimeoutMinMs the shortest silence after which it is suspected; above the heartbeat
 * @param electionTimeoutMaxMs the longest; at least the shortest
 * @param transport            {@code loopback}, {@code aeron-ipc} or {@code aeron-udp}
 * @param storage              {@code memory}, {@code mapped} or {@code chronicle}
 * @param durability           what an acknowledged command survives
 * @param threading            whose threads turn the nodes
 * @param payload              bytes of a command, 8 to 1 MiB
 * @param window               commands outstanding at most, 1 to 32,768
 * @param parent               the directory in which the nodes' directory is made
 * @param seed                 decides all chance
 * @param detection            who finds out that a leader is lost, and when that one stands
 * @param evidence             by what, besides, a process that is gone is missed
 * @param driver               whose thread turns Aeron's media driver
 */
public record RigConfig(int nodes, int observers, int heartbeatMs, int electionTimeoutMinMs,
        int electionTimeoutMaxMs, String transport, String storage, Durability durability,
        Threading threading, int payload, int window, Path parent, long seed,
        Detection detection, Evidence evidence, DriverThread driver) {
    private static final List<String> TRANSPORTS = List.of("loopback", "aeron-ipc", "aeron-udp");
    private static final List<String> STORAGES = List.of("memory", "mapped", "chronicle");

    /** Refuses what is out of range or contradicts itself, in one sentence with the remedy. */
    public RigConfig {
        require(nodes >= 1 && nodes <= 7, "nodes must be 1 to 7, not " + nodes);
        require(observers >= 0 && observers <= 10, "observers must be 0 to 10, not " + observers);
        require(heartbeatMs >= 1, "heartbeatMs must be 1 or more, not " + heartbeatMs);
        require(electionTimeoutMinMs > heartbeatMs, "electionTimeoutMinMs=" + electionTimeoutMinMs
                + " must be above heartbeatMs=" + heartbeatMs + ": raise it, ten heartbeats are"
                + " plenty");
        require(electionTimeoutMaxMs >= electionTimeoutMinMs, "electionTimeoutMaxMs="
                + electionTimeoutMaxMs + " must not be below electionTimeoutMinMs="
                + electionTimeoutMinMs + ": raise it, twice as much is usual");
        require(TRANSPORTS.contains(transport), "transport must be loopback, aeron-ipc or"
                + " aeron-udp, not '" + transport + "'");
        require(STORAGES.contains(storage), "storage must be memory, mapped or chronicle, not '"
                + storage + "'");
        require(durability == Durability.MEMORY || !storage.equals("memory"), "storage=memory"
                + " cannot give durability=" + durability.label()
                + ": set durability=memory, or storage=mapped or chronicle");
        require(durability != Durability.MEMORY || storage.equals("memory"), "storage=" + storage
                + " gives more than durability=memory: set durability=page-cache or fsync, or"
                + " storage=memory");
        require(payload >= Long.BYTES && payload <= 1 << 20,
                "payload must be 8 to 1048576 bytes, not " + payload);
        require(window >= 1 && window <= 32_768, "window must be 1 to 32768, not " + window);
        require(evidence == Evidence.TIMEOUT || transport.equals("aeron-udp"),
                "evidence=connection needs members with addresses, which transport=" + transport
                        + " has not: set transport=aeron-udp, or evidence=timeout");
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * The cluster that JMH's parameters describe; those that a benchmark does not have are at their
     * defaults.
     */
    public static RigConfig of(final Map<String, String> params) {
        return new RigConfig(
                number(params, "nodes", 3),
                number(params, "observers", 0),
                number(params, "heartbeatMs", 10),
                number(params, "electionTimeoutMinMs", 50),
                number(params, "electionTimeoutMaxMs", 100),
                params.getOrDefault("transport", "aeron-udp"),
                params.getOrDefault("storage", "chronicle"),
                Durability.ofLabel(params.getOrDefault("durability", "page-cache")),
                threading(params.getOrDefault("threading", "inline")),
                number(params, "payload", 32),
                number(params, "window", 1),
                DataDirectory.parent(params.getOrDefault("dir", "")),
                number(params, "seed", 42),
                detection(params),
                Evidence.ofLabel(params.getOrDefault("evidence", "timeout")),
                DriverThread.ofLabel(params.getOrDefault("driver", "auto")));
    }

    /** How long it takes at worst until a leader that says nothing more is suspected. */
    public long detectionNsMax() {
        final DetectorSettings detector = detection.detector();
        final long checksNs = detector.kinds().contains(DetectorKind.LEADER_CHECK)
                ? detector.checkRetries() * (detector.checkIntervalNs() + detector.checkTimeoutNs())
                : 0;
        return Math.max(checksNs, TimeUnit.MILLISECONDS.toNanos(electionTimeoutMaxMs));
    }

    private static Detection detection(final Map<String, String> params) {
        final ElectionSettings raft = ElectionSettings.RANDOM;
        return new Detection(new DetectorSettings(
                detector(params.getOrDefault("detector", "election-timeout")),
                TimeUnit.MILLISECONDS.toNanos(number(params, "checkIntervalMs", 10)),
                TimeUnit.MILLISECONDS.toNanos(number(params, "checkTimeoutMs", 30)),
                number(params, "checkRetries", 3), number(params, "phiThreshold", 8), 0,
                number(params, "rttLosses", 3)),
                new ElectionSettings(election(params.getOrDefault("election", "random")),
                        raft.initialNs(), raft.backOffNs(), raft.maxNs(), raft.durationNs()));
    }

    private static List<DetectorKind> detector(final String text) {
        try {
            return DetectorKind.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("detector=" + text + " " + e.getMessage(), e);
        }
    }

    private static ElectionSettings.Kind election(final String label) {
        return Choice.of("election", label, ElectionSettings.Kind.values(),
                ElectionSettings.Kind::label);
    }

    private static Threading threading(final String label) {
        return Choice.of("threading", label, Threading.values(), Threading::label);
    }

    private static int number(final Map<String, String> params, final String key,
            final int otherwise) {
        final String text = params.get(key);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    key + " must be a whole number, not '" + text + "'", e);
        }
    }

    /** How many members there are, of both kinds; observers have the highest ids. */
    int members() {
        return nodes + observers;
    }

    long heartbeatNs() {
        return TimeUnit.MILLISECONDS.toNanos(heartbeatMs);
    }

    boolean isInline() {
        return threading == Threading.INLINE;
    }
}
