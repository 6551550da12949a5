package io.quorate.node;

import io.quorate.port.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Every setting of a node, once: files are read with it, defaults come from it, and the page of
 * settings is written from it.
 */
final class Settings {
    /** {@code member.N} names a member, {@code transport.X} an option of the transport. */
    static final String MEMBER = "member.";
    static final String TRANSPORT_OPTION = "transport.";

    static final Setting<Long> CLUSTER_ID = Setting.number("cluster.id", 1, Long.MAX_VALUE, null,
            "The same number for all members, another for every other cluster. Must be given.");
    static final Setting<Long> MEMBER_ID = Setting.number("member.id", 1, Integer.MAX_VALUE, null,
            "Which of the members this node is. Must be given if several are listed.");
    /** Follows an address in {@code member.N}. */
    static final String OBSERVER = "observer";
    static final Setting<String> MEMBERS = Setting.text("member.N",
            "host:port or host:port observer", null,
            "Where member N is reached, the node itself included; N is 1 or more. One line for"
                    + " each member: one alone is a standalone node, several are a cluster of up"
                    + " to 31 voters, and up to 64 members with observers, which are sent the log"
                    + " and never vote. What the log says of the members goes before this.");
    static final Setting<Long> PRIORITIES = Setting.number("priority.N", 0, Integer.MAX_VALUE,
            "1", "Who has more stands sooner, and is handed the office when it has caught up; who"
                    + " has 0 never stands, and votes. Every member is told the same.");
    static final Setting<Boolean> JOIN = Setting.choice("join", new Boolean[] {false, true},
            String::valueOf, "false", "Whether this node comes to a cluster that there is: in an"
                    + " empty directory it begins with no vote, and learns its role from the log"
                    + " once the cluster was changed to have it.");
    static final Setting<String> DIRECTORY = Setting.text("directory", "a path", null,
            "Where the node keeps its files; no two nodes share one."
                    + " Must be given unless storage is memory.");
    static final Setting<Long> HEARTBEAT = Setting.duration("heartbeat", "100us", "1min", "50ms",
            "How often a leader is heard at least. Must be shorter than the election timeout.");
    static final Setting<Range> ELECTION_TIMEOUT = new Setting<>("election-timeout",
            "MIN..MAX, each up to 10min", "500ms..1s", "The silence after which a leader is"
                    + " suspected, drawn anew from MIN to MAX each time. The default lets nine"
                    + " heartbeats go missing, or a disk or a collector pause for half a second.",
            Range::parse);
    static final Setting<Long> PROMISE = Setting.duration("promise", "0", "10min", "0",
            "For how long followers promise a leader to vote for no other, also over a restart;"
                    + " 0 is off.");
    static final Setting<Long> LEASE = Setting.number("lease", 1, 99, "90",
            "Percent of the promise for which a leader may answer reads by itself. What is left out"
                    + " is what clocks may differ in their rates.");
    static final Setting<Long> STALENESS = Setting.duration("read.staleness", "0", "10min", "1s",
            "How old the state may be that a bounded read sees, by the clock of the node that"
                    + " answers.");
    static final Setting<Long> PREFERENCE_HOLD = Setting.duration("priority.hold", "1ms", "60min",
            "10s", "For how long a member of a higher priority must have kept up before the leader"
                    + " hands over to it, and the least time between two attempts.");
    static final Setting<String> STORAGE = Setting.text("storage",
            "memory or mapped or chronicle", "chronicle", "What keeps the log.");
    static final Setting<Durability> DURABILITY = Setting.choice("durability",
            Durability.values(), Durability::label, "fsync",
            "What an acknowledged entry survives: nothing, the end of the process, or power loss."
                    + " With storage = memory it is memory unless said otherwise.");
    static final Setting<Boolean> BOOTSTRAP = Setting.choice("bootstrap",
            new Boolean[] {false, true}, String::valueOf, "false",
            "Whether an empty directory may begin a new member: true for the first start of a"
                    + " cluster, never for a member whose disk was lost.");
    static final Setting<Long> SEGMENT = Setting.size("segment", "64KiB", "1GiB", "64MiB",
            "Bytes of one file of the log.").powerOfTwo();
    static final Setting<String> TRANSPORT = Setting.text("transport",
            "loopback or aeron-ipc or aeron-udp", "aeron-udp", "How members speak.");
    static final Setting<Threading> THREADING = Setting.choice("threading", Threading.values(),
            Threading::label, "thread-per-node",
            "Whether the node runs on a thread of its own or in its caller's loop.");
    static final Setting<Idle> IDLE = Setting.choice("idle", Idle.values(), Idle::label,
            "backoff", "What the node's own thread does while nothing is to be done. With spin,"
                    + " every such thread needs a core for itself.");
    static final Setting<Long> WINDOW = Setting.number("window", 1, 1 << 16, "256",
            "Messages with entries that may be under way to one peer.").powerOfTwo();
    static final Setting<Long> WINDOW_BYTES = Setting.size("window-bytes", "64KiB", "1GiB",
            "4MiB", "Bytes of entries that may be under way to one peer.");
    static final Setting<Long> MAX_UNCOMMITTED = Setting.number("max-uncommitted", 1, 1 << 24,
            "65536", "Entries that a leader takes on beyond what is committed and applied.");
    static final Setting<Long> MAX_COMMAND = Setting.size("max-command", "1B", "1MiB", "256KiB",
            "The longest command.");
    static final Setting<Long> MAX_REPLY = Setting.size("max-reply", "0B", "64KiB", "1KiB",
            "The longest reply of the state machine. A submitter reserves that much for each"
                    + " command of its window, twice.");
    static final Setting<Long> SNAPSHOT_ENTRIES = Setting.number("snapshot.entries", 0,
            Long.MAX_VALUE, "1000000", "A snapshot is taken when so many entries were applied"
                    + " since the last; 0 is off. Only of a state machine that offers them.");
    static final Setting<Long> SNAPSHOT_BYTES = Setting.size("snapshot.bytes", "0B", "1024GiB",
            "1GiB", "A snapshot is taken when entries of so many bytes were applied since the"
                    + " last; 0B is off.");
    static final Setting<Long> SNAPSHOT_INTERVAL = Setting.duration("snapshot.interval", "0",
            "1440min", "0", "A snapshot is taken so long after the last, if anything was applied;"
                    + " 0 is off.");
    static final Setting<Long> SNAPSHOT_KEEP = Setting.number("snapshot.keep", 0, Long.MAX_VALUE,
            "100000", "Entries before a snapshot that stay in the log: a member that was away for"
                    + " no more than them needs no snapshot.");
    /** Begins the keys of circuit breakers. */
    static final String BREAKER = "breaker.";
    static final Setting<Long> IN_FLIGHT = Setting.size("breaker.in-flight", "0B", "1024GiB",
            "256MiB", "Bytes of requests that a node has taken and not yet answered, 48 more for"
                    + " each; one that would exceed it is answered as OVERLOADED. 0B is off.");
    static final Setting<Long> UNCOMMITTED = Setting.size("breaker.uncommitted", "0B", "1024GiB",
            "256MiB", "The same for commands that a leader has taken and that are not yet"
                    + " committed.");
    static final Setting<Long> BACKLOG = Setting.size("breaker.backlog", "0B", "1024GiB",
            "256MiB", "The same for entries that a leader has committed and not yet applied.");
    static final Setting<Long> TOTAL = Setting.size("breaker.total", "0B", "1024GiB", "512MiB",
            "The same for what these three hold together.");
    static final Setting<Long> HEAP = Setting.number("breaker.heap", 1, 100, "95",
            "Percent of the largest heap that may be in use; while more is, commands and reads are"
                    + " answered as OVERLOADED. Looked at every 100 ms. 100 is off.");
    static final String FORWARD = "forward";
    static final Setting<String> WRITES = Setting.choice("writes",
            new String[] {FORWARD, "redirect"}, String::valueOf, FORWARD,
            "What a member that does not lead does with a write: send it on to the leader and"
                    + " relay the answer, or answer with the leader's name.");
    static final Setting<Long> SESSIONS = Setting.number("session.max", 1, 1 << 24, "10000",
            "Sessions that may be open at a time; the leader's setting holds for all members.");
    static final Setting<Long> SESSION_TIMEOUT = Setting.duration("session.timeout", "100ms",
            "1440min", "1min", "The silence of a client after which its session ends; the leader's"
                    + " setting holds for all members.");
    static final Setting<Long> SESSION_WINDOW = Setting.number("session.window", 1, 1 << 16,
            "1024", "Commands of a session that may be unanswered at a time; the leader's setting"
                    + " holds for all members.");
    static final Setting<Long> HEALTH_DISK = Setting.duration("health.disk", "0", "10min", null,
            "The age of the oldest entry that its disk has not kept, above which a node is"
                    + " unhealthy after a while: it hands over if it leads, and lets others stand"
                    + " first. 0 is off; unless given, the longest election timeout.");
    static final Setting<Long> HEALTH_PROBE = Setting.duration("health.probe", "0", "10min", "1s",
            "How often the disk is asked whether it is well, by a small file that is written and,"
                    + " with durability = fsync, synced: an answer that takes longer than"
                    + " health.disk counts as an entry of that age does, also while there is"
                    + " nothing to be kept. 0 is off.");
    static final Setting<Long> HEALTH_APPLY = Setting.duration("health.apply", "0", "10min", null,
            "The same for the oldest entry that is committed and not applied.");
    static final Setting<Long> HEALTH_LOOP = Setting.duration("health.loop", "0", "10min", null,
            "How late a duty cycle may come; unhealthy is a node whose cycles come later than that"
                    + " again and again. 0 is off; unless given, the shortest election timeout.");
    static final Setting<Long> HEALTH_QUIET = Setting.duration("health.quiet", "1ms", "60min", null,
            "How long an unhealthy node must fare well to count as healthy again, and the shortest"
                    + " time between two hand-overs. Must be longer than the shortest election"
                    + " timeout; unless given, 10 times the longest.");
    static final Setting<Long> HEALTH_STAND_AFTER = Setting.number("health.stand-after", 1, 1000,
            "3", "Election timeouts without a leader after which an unhealthy node stands all the"
                    + " same.");
    static final Setting<Long> SEED = Setting.number("seed", Long.MIN_VALUE, Long.MAX_VALUE, null,
            "Decides all chance; drawn at each start unless it is given.");

    /** In the order in which they are explained. */
    static final List<Setting<?>> ALL = together(CLUSTER_ID, MEMBER_ID, MEMBERS, PRIORITIES,
            DIRECTORY, BOOTSTRAP, JOIN, HEARTBEAT, ELECTION_TIMEOUT, PROMISE, LEASE,
            STALENESS, PREFERENCE_HOLD, STORAGE, DURABILITY, SEGMENT,
            TRANSPORT, THREADING, IDLE, WINDOW, WINDOW_BYTES, MAX_UNCOMMITTED, MAX_COMMAND,
            MAX_REPLY, IN_FLIGHT, UNCOMMITTED, BACKLOG, TOTAL, HEAP, WRITES,
            SESSIONS, SESSION_TIMEOUT, SESSION_WINDOW, SNAPSHOT_ENTRIES,
            SNAPSHOT_BYTES, SNAPSHOT_INTERVAL, SNAPSHOT_KEEP, HEALTH_DISK,
            HEALTH_PROBE, HEALTH_APPLY, HEALTH_LOOP, HEALTH_QUIET, HEALTH_STAND_AFTER, SEED);

    private Settings() {
    }

    /** Those of detection stand where the election timeout does. */
    private static List<Setting<?>> together(final Setting<?>... settings) {
        final List<Setting<?>> all = new ArrayList<>(List.of(settings));
        all.addAll(all.indexOf(ELECTION_TIMEOUT) + 1, DetectionKeys.ALL);
        return List.copyOf(all);
    }

    /** From the shortest to the longest, in nanoseconds. */
    record Range(long minNs, long maxNs) {
        private static final long LIMIT_NS = Units.parseDuration("10min");

        static Range parse(final String text) {
            final String[] ends = text.split("\\.\\.", 2);
            final Function<String, Long> end = part -> Units.parseDuration(part.trim());
            final Range range = new Range(end.apply(ends[0]), end.apply(ends[ends.length - 1]));
            if (range.minNs <= 0 || range.maxNs < range.minNs || range.maxNs > LIMIT_NS) {
                throw new IllegalArgumentException(
                        "must be MIN..MAX, more than 0, at most 10min, such as 500ms..1s");
            }
            return range;
        }

        @Override
        public String toString() {
            return Units.duration(minNs) + ".." + Units.duration(maxNs);
        }
    }

    /** Throws unless the key is one of these, naming the one that was probably meant. */
    static void requireKnown(final String key) {
        final boolean isKnown = key.startsWith(TRANSPORT_OPTION)
                || key.matches("(member|priority)\\.\\d+")
                || !key.equals(MEMBERS.key()) && !key.equals(PRIORITIES.key())
                        && ALL.stream().anyMatch(setting -> setting.key().equals(key));
        if (!isKnown) {
            throw new ConfigException(key + " is not a known key; " + remedy(key));
        }
    }

    private static String remedy(final String key) {
        String nearest = "";
        int shortest = Integer.MAX_VALUE;
        for (final Setting<?> setting : ALL) {
            final int distance = distance(key.toLowerCase(Locale.ROOT), setting.key());
            if (distance < shortest) {
                shortest = distance;
                nearest = setting.key();
            }
        }
        return shortest <= Math.max(2, key.length() / 2) ? "did you mean " + nearest + "?"
                : "remove it, or see docs/CONFIGURATION.md for the keys that there are";
    }

    /** How many letters must be added, removed or changed to get from one to the other. */
    private static int distance(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
