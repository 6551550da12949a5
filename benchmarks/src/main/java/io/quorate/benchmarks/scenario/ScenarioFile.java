package io.quorate.benchmarks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.cli.Nearest;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.node.ClusterHealth;
import io.quorate.node.ConfigException;
import io.quorate.node.NodeConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a scenario from a file of TOML; its format stands in docs/SCENARIOS.md. What is wrong, or
 * cannot be done, is told with line and key before anything runs.
 */
public final class ScenarioFile {
    private static final int VERSION = 1;
    private static final int NODES_MAX = 7;
    private static final int OBSERVERS_MAX = 10;
    private static final int HEAP_MIN = 16 << 20;
    private static final int RATE_MAX = 1_000_000;
    private static final int VALUE_MAX = 180;           // with its key in 256 bytes
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Set<String> NAMES = Set.of("leader", "standby", "another", "observer");
    private static final Set<String> NOT_ITS_OWN = Set.of("cluster.id", "member.id", "directory",
            "bootstrap", "join", "threading", "seed");
    private static final TomlMapper TOML = new TomlMapper();

    private final TomlTable top;
    private final TomlTable cluster;
    private int nodes;
    private int observers;
    private boolean isInMemory;
    private final Set<String> struck = new TreeSet<>();

    private ScenarioFile(final String where, final String text) {
        top = new TomlTable(where, new TomlLines(text), "", tree(where, text));
        cluster = top.table("cluster");
    }

    /**
     * The scenario of that text.
     *
     * @param name  for folders and tables
     * @param where named in front of what is wrong
     * @throws BadInputException with one sentence that names line and key
     */
    public static Scenario parse(final String name, final String where, final String text) {
        return new ScenarioFile(where, text).scenario(name);
    }

    private static JsonNode tree(final String where, final String text) {
        try {
            return TOML.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new BadInputException(where + ", line " + (e.getLocation() == null
                    ? "?" : e.getLocation().getLineNr()) + ": is no TOML: "
                    + e.getOriginalMessage(), e);
        }
    }

    private Scenario scenario(final String name) {
        if (!top.has("version")) {
            throw top.wrong("version", "is missing; this Quorate reads version = " + VERSION);
        }
        top.number("version", VERSION, VERSION, 0);
        final String title = top.text("title");
        final long lengthNs = positive(top, "length", 10 * SECOND_NS);
        nodes = cluster.number("nodes", 1, NODES_MAX, 3);
        observers = cluster.number("observers", 0, OBSERVERS_MAX, 0);
        final MemberJvm jvm = new MemberJvm(heapBytes(cluster), jvmFlags(cluster));
        final Map<String, String> settings = cluster.others();
        isInMemory = "memory".equals(settings.get("durability"));
        settings.putIfAbsent("durability", "page-cache");
        settings.putIfAbsent("max-command", "16KiB");
        settings.putIfAbsent("segment", "4MiB");
        final LoadPlan load = load(top.table("load"));
        final List<Step> steps = steps(lengthNs);
        final Expected expected = expected(top.table("expect"));
        top.requireNoMore();
        final Scenario scenario = new Scenario(name, title == null ? name : title, nodes,
                observers, jvm, settings, load, lengthNs, steps, expected);
        requireSound(scenario, settings);
        return scenario;
    }

    /** Each setting for itself, so that a line can be named; then all of them together. */
    private void requireSound(final Scenario scenario, final Map<String, String> settings) {
        settings.forEach((key, value) -> {
            if (NOT_ITS_OWN.contains(key) || key.startsWith("member.")) {
                throw cluster.wrong(key, "is the runner's to choose; leave it out");
            }
            try {
                NodeConfig.builder().set(key, value);
            } catch (final ConfigException e) {
                throw cluster.wrong(key, after(e.getMessage(), key)
                        + "; [cluster] also has nodes, observers, touched-heap and jvm");
            }
        });
        try {
            scenario.config();
        } catch (final ConfigException e) {
            final String key = settings.keySet().stream()
                    .filter(each -> e.getMessage().startsWith(each)).findFirst().orElse("");
            throw cluster.wrong(key, key.isEmpty() ? e.getMessage() : after(e.getMessage(), key));
        }
    }

    private static String after(final String sentence, final String key) {
        return sentence.startsWith(key) ? sentence.substring(key.length()).strip() : sentence;
    }

    private static long positive(final TomlTable table, final String key, final long otherwise) {
        final long value = table.duration(key, otherwise);
        if (value <= 0) {
            throw table.wrong(key, "must be more than 0");
        }
        return value;
    }

    /** With less a node could not begin, and a JVM's heap is of whole pages. */
    private static int heapBytes(final TomlTable table) {
        final int bytes = table.size("touched-heap", 0);
        if (bytes != 0 && bytes < HEAP_MIN || bytes % (1 << 20) != 0) {
            throw table.wrong("touched-heap", "must be whole MiB, 16MiB to 2047MiB, or 0B for what"
                    + " a node happens to touch");
        }
        return bytes;
    }

    private static List<String> jvmFlags(final TomlTable table) {
        final String words = table.text("jvm");
        final List<String> flags =
                words == null || words.isBlank() ? List.of() : List.of(words.strip().split(" +"));
        for (final String flag : flags) {
            if (!flag.startsWith("-")) {
                throw table.wrong("jvm", "must be flags of a JVM, with spaces between, such as"
                        + " -XX:TieredStopAtLevel=1; " + flag + " is none");
            }
        }
        return flags;
    }

    private static LoadPlan load(final TomlTable table) {
        final LoadPlan load = new LoadPlan(table.number("rate", 1, RATE_MAX, 200),
                table.size("value", 32), positive(table, "response-timeout", SECOND_NS / 4),
                positive(table, "call-timeout", 30 * SECOND_NS),
                positive(table, "dead-timeout", SECOND_NS),
                positive(table, "pause", SECOND_NS / 100));
        if (load.valueBytes() < 8 || load.valueBytes() > VALUE_MAX) {
            throw table.wrong("value", "must be 8B to " + VALUE_MAX + "B");
        }
        table.requireNoMore();
        return load;
    }

    // ---- steps ----------------------------------------------------------------------------------

    private List<Step> steps(final long lengthNs) {
        final List<Step> steps = new ArrayList<>();
        for (final TomlTable table : top.tables("step")) {
            final Step step = step(table);
            table.requireNoMore();
            if (step.atNs() >= lengthNs) {
                throw table.wrong("at", "is not before the end, which is length = "
                        + lengthNs / 1_000_000 + "ms");
            }
            if (!steps.isEmpty() && step.atNs() < steps.get(steps.size() - 1).atNs()) {
                throw table.wrong("at", "is earlier than the step before; put steps in order");
            }
            steps.add(step);
        }
        steps.sort(Comparator.comparingLong(Step::atNs));
        return steps;
    }

    private Step step(final TomlTable table) {
        if (!table.has("at")) {
            throw table.wrong("at", "is missing: say when, such as at = \"2s\"");
        }
        final long atNs = table.duration("at", 0);
        final Fault fault = table.word("fault", Fault::ofLabel);
        final String mended = table.text("mend");
        final int rate = table.number("rate", 1, RATE_MAX, 0);
        if ((fault == null ? 0 : 1) + (mended == null ? 0 : 1) + (rate == 0 ? 0 : 1) != 1) {
            throw table.wrong("at", "begins a step that must have one of fault, mend and rate");
        }
        if (fault != null) {
            return strike(table, atNs, fault);
        }
        return mended == null ? new Step.Rate(atNs, rate) : mend(table, atNs, mended);
    }

    private Step strike(final TomlTable table, final long atNs, final Fault fault) {
        try {
            fault.requirePossible(nodes + observers);
        } catch (final IllegalArgumentException e) {
            throw table.wrong("fault", "cannot be: " + e.getMessage());
        }
        if (fault.endsProcess() && isInMemory) {
            throw table.wrong("fault", "cannot be: with durability = memory a member that ends has"
                    + " lost what it acknowledged; choose page-cache or fsync");
        }
        final List<String> targets = table.texts("target");
        if (targets.isEmpty()) {
            throw table.wrong("target", "is missing: say whom, such as target = \"leader\"");
        }
        targets.forEach(target -> requireTarget(table, "target", target));
        if (fault == Fault.TRANSFER && !targets.equals(List.of("leader"))) {
            throw table.wrong("target", "of transfer must be \"leader\", who has an office");
        }
        struck.addAll(targets);
        final Weight usual = Weight.usual(fault);
        final boolean hasTime = fault == Fault.CLOCK_STEP || fault == Fault.SLOW_NODE;
        return new Step.Strike(atNs, fault, targets, table.duration("for", 0),
                new Weight(hasTime ? positive(table, "by", usual.byNs()) : usual.byNs(),
                        fault == Fault.LOSSY_LINK ? table.share("share", usual.share())
                                : usual.share()));
    }

    private void requireTarget(final TomlTable table, final String key, final String target) {
        if (target.matches("\\d{1,3}")) {
            final int id = Integer.parseInt(target);
            if (id < 1 || id > nodes + observers) {
                throw table.wrong(key, "is member " + id + ", and there are members 1 to "
                        + (nodes + observers));
            }
            return;
        }
        if (!NAMES.contains(target)) {
            throw table.wrong(key, "is nobody: \"" + target + "\"; did you mean "
                    + Nearest.to(target, NAMES) + "? It may be leader, standby, another, observer"
                    + " or a member's number");
        }
        final int voters = target.equals("standby") ? 2 : target.equals("another") ? 3 : 1;
        if (nodes < voters || target.equals("observer") && observers == 0) {
            throw table.wrong(key, "cannot be: there is no " + target + " in a cluster of nodes = "
                    + nodes + " and observers = " + observers);
        }
    }

    private Step mend(final TomlTable table, final long atNs, final String target) {
        if (!target.equals("all") && !struck.contains(target)) {
            throw table.wrong("mend", "is \"" + target + "\", whom no step before has struck; it"
                    + " may be all" + (struck.isEmpty() ? "" : ", " + String.join(", ", struck)));
        }
        return new Step.Mend(atNs, target);
    }

    // ---- what is expected -----------------------------------------------------------------------

    private static Expected expected(final TomlTable table) {
        final Expected expected = new Expected(table.word("end", ScenarioFile::health),
                table.word("worst", ScenarioFile::health),
                table.number("elections-min", 0, 1000, -1),
                table.number("elections-max", 0, 1000, -1),
                table.duration("longest-gap-max", -1),
                table.text("refused-by"), table.duration("latency-max", -1),
                table.truth("served-in-end"));
        table.requireNoMore();
        return expected;
    }

    private static ClusterHealth health(final String text) {
        for (final ClusterHealth health : ClusterHealth.values()) {
            if (health.name().equals(text.toUpperCase(Locale.ROOT))) {
                return health;
            }
        }
        throw new IllegalArgumentException("must be GREEN, YELLOW or RED");
    }
}
