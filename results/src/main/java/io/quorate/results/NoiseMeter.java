package io.quorate.results;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Watches what disturbs this JVM, between any two moments. Any thread; moments that overlap do not
 * disturb each other. It costs a thread that wakes up a thousand times a second.
 */
public final class NoiseMeter {
    private static final String SWITCHES = "nonvoluntary_ctxt_switches";

    private final HiccupMeter hiccups = HiccupMeter.start();

    private NoiseMeter() {
    }

    /** All that has been counted up to a moment. */
    public static final class Moment {
        private final Noise host;
        private final long switches;
        private final long gcMs;
        private final long jitMs;

        private Moment(final Noise host, final long switches) {
            this.host = host;
            this.switches = switches;
            gcMs = gcMs();
            jitMs = jitMs();
        }
    }

    private static final class Holder {
        private static final NoiseMeter METER = new NoiseMeter();
    }

    /** The one of this JVM; started when it is first asked for. */
    public static NoiseMeter ofThisJvm() {
        return Holder.METER;
    }

    /** This moment, with everything; it takes about a millisecond. */
    public Moment now() {
        return new Moment(Noise.now(), switches());
    }

    /** This moment, without pressure and switches; it takes a tenth of that. */
    public Moment briefly() {
        final Noise noise = Noise.stealAlone();
        return new Moment(noise, -1);
    }

    /** What went on between a moment and this one, which is taken the same way. */
    public Disturbance since(final Moment start) {
        final boolean isBrief = start.switches < 0;
        final Moment end = isBrief ? briefly() : now();
        final Map<String, Double> host = end.host.since(start.host);
        return new Disturbance(end.host.atNs() - start.host.atNs(), host,
                isBrief ? -1 : Math.max(0, end.switches - start.switches),
                TimeUnit.MILLISECONDS.toNanos(end.gcMs - start.gcMs),
                TimeUnit.MILLISECONDS.toNanos(end.jitMs - start.jitMs),
                hiccups.longestSince(start.host.atNs()));
    }

    private static long gcMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(bean -> Math.max(0, bean.getCollectionTime())).sum();
    }

    private static long jitMs() {
        final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime() : 0;
    }

    /** Of all threads that there are; what ended took its number with it. */
    private static long switches() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            final List<String> ids = tasks.map(task -> task.getFileName().toString()).toList();
            final HostFiles files = new HostFiles(Path.of("/proc/self/task"));
            return ids.stream().mapToLong(id -> files.field(id + "/status", SWITCHES)
                    .flatMap(HostFiles::wholeNumber).orElse(0L)).sum();
        } catch (final IOException e) {
            return 0;                        // not Linux: nobody counts them
        }
    }
}
