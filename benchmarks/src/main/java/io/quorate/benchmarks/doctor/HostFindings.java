package io.quorate.benchmarks.doctor;

import io.quorate.benchmarks.profile.FlameGraphs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the host says of itself, judged by what nodes and benchmarks need of it. */
final class HostFindings {
    private static final long SOCKET_BYTES_WANTED = 2 << 20;
    private static final long SHM_BYTES_WANTED = 1L << 30;
    private static final long CORES_WANTED = 4;

    private final Map<String, Map<String, String>> facts;
    private final List<Finding> findings = new ArrayList<>();

    HostFindings(final Map<String, Map<String, String>> facts) {
        this.facts = facts;
    }

    List<Finding> all() {
        final long cores = number("cpu", "available_to_jvm");
        add("cores for this JVM", fact("cpu", "available_to_jvm"), cores >= CORES_WANTED ? ""
                : "let no node spin (idle = backoff), and run nothing beside it");
        final String governor = fact("cpu", "governor");
        add("governor", governor, governor.equals("performance") || governor.startsWith("not")
                ? "" : "set it to performance: clocks that ramp up make the first election slow");
        add("/dev/shm, MiB", mib("memory", "dev_shm_bytes"),
                number("memory", "dev_shm_bytes") >= SHM_BYTES_WANTED ? ""
                        : "a media driver's buffers may not fit: mount more, or set its directory");
        for (final String limit : List.of("rmem_max", "wmem_max")) {
            final long bytes = number("network", limit + "_bytes");
            add("net.core." + limit + ", MiB", mib("network", limit + "_bytes"),
                    bytes >= SOCKET_BYTES_WANTED ? ""
                            : "Aeron wants 2 MiB: sysctl net.core." + limit + "=2097152");
        }
        add("file system of the directory", fact("log_directory", "file_system"),
                fact("log_directory", "file_system").equals("tmpfs")
                        ? "it is memory: a sync there proves nothing" : "");
        add("JDK", fact("jvm", "version") + ", " + fact("jvm", "gc"), "");
        add("JVM arguments", fact("jvm", "arguments").isEmpty() ? "none"
                : fact("jvm", "arguments").split(" ", -1).length + " given", "");
        add("profilers", profilers(), "");
        final Optional<FlameGraphs> flames = FlameGraphs.ofThisHost();
        add("flame graphs", flames.map(by -> "sampled by " + by.event()).orElse("no"),
                flames.isEmpty() ? "async-profiler may not sample here, or has no library"
                        : flames.get().event().equals("cpu") ? ""
                        : "no kernel frames: sysctl kernel.perf_event_paranoid=1 gives"
                                + " perf events");
        return findings;
    }

    private static String profilers() {
        final boolean hasJfr = ModuleLayer.boot().findModule("jdk.jfr").isPresent();
        final boolean hasPerf = Files.exists(Path.of("/usr/bin/perf"));
        return "gc, stack, phases, latency" + (hasJfr ? ", jfr" : "") + (hasPerf ? ", perf" : "");
    }

    private void add(final String what, final String value, final String advice) {
        findings.add(new Finding(what, value, advice));
    }

    private String fact(final String section, final String name) {
        return facts.getOrDefault(section, Map.of()).getOrDefault(name, "unknown");
    }

    private long number(final String section, final String name) {
        final String fact = fact(section, name);
        return fact.matches("\\d{1,18}") ? Long.parseLong(fact) : Long.MAX_VALUE;
    }

    private String mib(final String section, final String name) {
        final long bytes = number(section, name);
        return bytes == Long.MAX_VALUE ? "unknown"
                : String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }
}
