package io.quorate.results;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the machine and its kernel are, as far as they affect a measurement. */
final class HostFacts {
    private static final List<String> SOCKET_LIMITS =
            List.of("rmem_max", "rmem_default", "wmem_max", "wmem_default");

    private final HostFiles files;

    HostFacts(final HostFiles files) {
        this.files = files;
    }

    Map<String, String> host() {
        final Map<String, String> host = new TreeMap<>();
        host.put("name", hostName());
        put(host, "boot_id", files.line("proc/sys/kernel/random/boot_id"));
        host.put("hypervisor", isVirtual() ? "yes" : "none seen");
        put(host, "product", files.line("sys/class/dmi/id/product_name"));
        put(host, "architecture", Optional.of(System.getProperty("os.arch")));
        return host;
    }

    String hostName() {
        return files.line("proc/sys/kernel/hostname").orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (final UnknownHostException e) {
                return Environment.UNKNOWN;
            }
        });
    }

    Map<String, String> cpu() {
        final Map<String, String> cpu = new TreeMap<>();
        put(cpu, "model", files.field("proc/cpuinfo", "model name"));
        cpu.put("logical_count", Long.toString(logicalCount()));
        cpu.put("available_to_jvm", Integer.toString(Runtime.getRuntime().availableProcessors()));
        put(cpu, "nominal_mhz", files.field("proc/cpuinfo", "cpu MHz"));
        final String cpufreq = "sys/devices/system/cpu/cpu0/cpufreq/";
        cpu.put("governor", files.line(cpufreq + "scaling_governor").orElse(notExposed()));
        cpu.put("turbo", turbo());
        final Optional<Long> smt = files.number("sys/devices/system/cpu/smt/active");
        cpu.put("smt", onOff(smt).orElse(notExposed()));
        final var quota = new Cgroup(files).cpuQuota();
        cpu.put("cgroup_quota_cpus", quota.isEmpty()
                ? "none" : String.format(Locale.ROOT, "%.2f", quota.getAsDouble()));
        return cpu;
    }

    Map<String, String> kernel() {
        final Map<String, String> kernel = new TreeMap<>();
        put(kernel, "release", files.line("proc/sys/kernel/osrelease"));
        put(kernel, "version", files.line("proc/sys/kernel/version"));
        put(kernel, "command_line", files.line("proc/cmdline"));
        put(kernel, "clocksource",
                files.line("sys/devices/system/clocksource/clocksource0/current_clocksource"));
        put(kernel, "transparent_huge_pages",
                files.line("sys/kernel/mm/transparent_hugepage/enabled").map(HostFacts::chosen));
        return kernel;
    }

    Map<String, String> memory() {
        final Map<String, String> memory = new TreeMap<>();
        put(memory, "total_bytes", memInfo("MemTotal"));
        put(memory, "available_bytes", memInfo("MemAvailable"));
        put(memory, "swap_total_bytes", memInfo("SwapTotal"));
        put(memory, "dev_shm_bytes", devShmBytes());
        return memory;
    }

    Map<String, String> network() {
        final Map<String, String> network = new TreeMap<>();
        for (final String limit : SOCKET_LIMITS) {
            put(network, limit + "_bytes", files.line("proc/sys/net/core/" + limit));
        }
        return network;
    }

    /** Where a node's log lies: a RAM disk forgives what a real one does not. */
    static Map<String, String> logDirectory(final Path directory) {
        final Map<String, String> facts = new TreeMap<>();
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        facts.put("path", directory.toAbsolutePath().toString());
        try {
            final FileStore store = Files.getFileStore(existing);
            facts.put("file_system", store.type());
            facts.put("device", store.name());
            facts.put("usable_bytes", Long.toString(store.getUsableSpace()));
        } catch (final IOException e) {
            facts.put("file_system", Environment.UNKNOWN);
        }
        return facts;
    }

    private boolean isVirtual() {
        final String flags = files.field("proc/cpuinfo", "flags").orElse("");
        return (" " + flags + " ").contains(" hypervisor ") || files.exists("sys/hypervisor/type");
    }

    private String notExposed() {
        return isVirtual() ? "not exposed (VM)" : "not exposed";
    }

    private long logicalCount() {
        final long counted = files.lines("proc/cpuinfo").stream()
                .filter(line -> line.startsWith("processor"))
                .count();
        return counted > 0 ? counted : Runtime.getRuntime().availableProcessors();
    }

    private String turbo() {
        final Optional<Long> noTurbo = files.number("sys/devices/system/cpu/intel_pstate/no_turbo");
        return onOff(noTurbo.map(off -> 1 - off))
                .or(() -> onOff(files.number("sys/devices/system/cpu/cpufreq/boost")))
                .orElse(notExposed());
    }

    private static Optional<String> onOff(final Optional<Long> flag) {
        return flag.map(value -> value == 0 ? "off" : "on");
    }

    /** Of {@code always [madvise] never}. */
    private static String chosen(final String line) {
        final int from = line.indexOf('[');
        final int to = line.indexOf(']');
        return from >= 0 && to > from ? line.substring(from + 1, to) : line;
    }

    private Optional<String> memInfo(final String key) {
        return files.field("proc/meminfo", key)
                .map(value -> value.replace(" kB", ""))
                .flatMap(HostFiles::wholeNumber)
                .map(kib -> Long.toString(kib * 1024));
    }

    private static Optional<String> devShmBytes() {
        try {
            final FileStore shm = Files.getFileStore(Path.of("/dev/shm"));
            return Optional.of(Long.toString(shm.getTotalSpace()));
        } catch (final IOException e) {
            return Optional.empty();
        }
    }

    private static void put(
            final Map<String, String> facts, final String key, final Optional<String> value) {
        facts.put(key, value.orElse(Environment.UNKNOWN));
    }
}
