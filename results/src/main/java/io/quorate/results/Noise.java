package io.quorate.results;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the neighbours took, counted since boot: processor time stolen by the hypervisor, and time
 * in which work waited for cpu, memory or disk (pressure). The difference of two snapshots tells
 * how quiet the time between them was. What the host does not count is absent.
 *
 * @param atNs             {@code System.nanoTime} of the snapshot.
 * @param stealTicks       ticks of 10 ms stolen from all processors; null if not counted.
 * @param totalTicks       ticks of all processors, whatever they did; null if not counted.
 * @param stalledMicros    time in which some task waited, by resource: cpu, io, memory.
 */
public record Noise(long atNs, Long stealTicks, Long totalTicks, Map<String, Long> stalledMicros) {
    private static final int STEAL = 8;     // "cpu user nice system idle iowait irq softirq steal"

    /** What has been counted so far. */
    public static Noise now() {
        return now(new HostFiles(Path.of("/")), System.nanoTime());
    }

    /** The same without the pressures: a single file is read. */
    static Noise stealAlone() {
        return of(System.nanoTime(), ticks(new HostFiles(Path.of("/"))), Map.of());
    }

    private static String[] ticks(final HostFiles files) {
        return files.line("proc/stat").orElse("").split(" +", -1);
    }

    private static Noise of(final long nowNs, final String[] ticks,
            final Map<String, Long> stalled) {
        return ticks.length > STEAL
                ? new Noise(nowNs, Long.valueOf(ticks[STEAL]), sum(ticks), stalled)
                : new Noise(nowNs, null, null, stalled);
    }

    static Noise now(final HostFiles files, final long nowNs) {
        final Map<String, Long> stalled = new LinkedHashMap<>();
        for (final String resource : List.of("cpu", "io", "memory")) {
            total(files.line("proc/pressure/" + resource))
                    .ifPresent(micros -> stalled.put(resource, micros));
        }
        return of(nowNs, ticks(files), stalled);
    }

    /**
     * What the time since an earlier snapshot was like, in percent: {@code steal_percent} and so
     * on.
     */
    public Map<String, Double> since(final Noise start) {
        final Map<String, Double> noise = new LinkedHashMap<>();
        if (stealTicks != null && start.stealTicks != null && totalTicks > start.totalTicks) {
            noise.put("steal_percent",
                    percent(stealTicks - start.stealTicks, totalTicks - start.totalTicks));
        }
        stalledMicros.forEach((resource, micros) -> {
            final Long before = start.stalledMicros.get(resource);
            if (before != null && atNs > start.atNs) {
                noise.put(resource + "_pressure_percent",
                        percent((micros - before) * 1000, atNs - start.atNs));
            }
        });
        return noise;
    }

    private static double percent(final long part, final long whole) {
        return Math.round(10_000.0 * part / whole) / 100.0;
    }

    private static long sum(final String[] ticks) {
        long sum = 0;
        for (int i = 1; i <= STEAL; i++) {     // guest time, further right, is part of user time
            sum += Long.parseLong(ticks[i]);
        }
        return sum;
    }

    /** Of {@code some avg10=9.39 avg60=4.14 avg300=1.23 total=7488952}. */
    private static Optional<Long> total(final Optional<String> line) {
        return line.filter(text -> text.startsWith("some ") && text.contains(" total="))
                .map(text -> text.substring(text.lastIndexOf('=') + 1))
                .flatMap(HostFiles::wholeNumber);
    }
}
