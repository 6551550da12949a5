package io.quorate.results;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machine, kernel and JVM that a run was measured on, in sections of named facts, captured by
 * the program itself from {@code /proc}, {@code /sys} and the JVM; no tool needs to be installed.
 *
 * <p>What the host does not tell is {@value #UNKNOWN}; nothing here ever fails a run.
 *
 * @param sections facts by section and name, with the unit in the name ({@code total_bytes}).
 */
public record Environment(Map<String, Map<String, String>> sections) {
    /** The value of a fact that the host does not tell. */
    public static final String UNKNOWN = "unknown";

    /** Reads and describes this host. */
    public static Environment capture(final Path logDirectory) {
        return capture(logDirectory, Map.of());
    }

    /**
     * Reads and describes this host.
     *
     * @param logDirectory where the nodes will keep their logs; need not exist yet.
     * @param dependencies versions of the libraries in use, by name.
     */
    public static Environment capture(
            final Path logDirectory, final Map<String, String> dependencies) {
        return capture(new HostFiles(Path.of("/")), logDirectory, dependencies);
    }

    static Environment capture(
            final HostFiles files, final Path logDirectory,
            final Map<String, String> dependencies) {
        final HostFacts host = new HostFacts(files);
        final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("host", host.host());
        sections.put("cpu", host.cpu());
        sections.put("kernel", host.kernel());
        sections.put("memory", host.memory());
        sections.put("network", host.network());
        sections.put("log_directory", HostFacts.logDirectory(logDirectory));
        sections.put("jvm", JvmFacts.capture());
        sections.put("dependencies", new TreeMap<>(dependencies));
        sections.put("load", load(files));
        return new Environment(sections);
    }

    /** How busy the host was just before the run. */
    private static Map<String, String> load(final HostFiles files) {
        final Map<String, String> load = new TreeMap<>();
        load.put("average", files.line("proc/loadavg").orElse(UNKNOWN));
        for (final String resource : new String[] {"cpu", "io", "memory"}) {
            load.put("pressure_" + resource,
                    files.line("proc/pressure/" + resource).orElse(UNKNOWN));
        }
        return load;
    }

    /** One fact, {@value #UNKNOWN} if it was not captured. */
    public String fact(final String section, final String name) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(name, UNKNOWN);
    }

    /** The whole as an aligned text, one section after another. */
    public String text() {
        final StringBuilder text = new StringBuilder();
        sections.forEach((section, facts) -> {
            final int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
            text.append(section).append('\n');
            facts.forEach((name, fact) -> text.append("  ").append(name)
                    .append(" ".repeat(width - name.length() + 2)).append(fact).append('\n'));
        });
        return text.toString();
    }

    /** Writes {@code env.json} and {@code env.txt}. */
    void write(final Path directory) {
        Json.write(directory.resolve("env.json"), sections);
        WholeFile.replace(directory.resolve("env.txt"), text());
    }

    static Environment read(final Path directory) {
        return new Environment(
                Json.read(directory.resolve("env.json"), new TypeReference<>() {}));
    }
}
