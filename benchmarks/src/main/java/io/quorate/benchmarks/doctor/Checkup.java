package io.quorate.benchmarks.doctor;

import io.quorate.results.Environment;
import io.quorate.results.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * All that was found of a host, and what settings it allows.
 *
 * @param findings     in the order in which they are told
 * @param prescription the smallest sane heartbeat and timeouts
 */
public record Checkup(List<Finding> findings, Prescription prescription) {
    private static final double MICROS = 1e3;
    private static final double STEAL_PERCENT_MAX = 1;
    private static final double PRESSURE_PERCENT_MAX = 10;
    private static final double SLOW_SYNC_US = 5000;

    /**
     * Examines this host for about that long.
     *
     * @param directory whose disk is examined
     * @param progress  is told what is being done
     * @throws IOException if nothing can be written there
     */
    public static Checkup of(final Path directory, final long durationNs,
            final Consumer<String> progress) throws IOException {
        final Noise before = Noise.now();
        final long pulseNs = durationNs * 3 / 8;
        progress.accept("keeping time for " + seconds(pulseNs) + " s");
        final Pulse pulse = Pulse.take(pulseNs);
        final Pulse loaded;
        try (BusyThreads busy = new BusyThreads()) {
            progress.accept("the same beside " + busy.count() + " busy threads");
            loaded = Pulse.take(pulseNs);
        }
        progress.accept("syncing " + directory + " for " + seconds(durationNs / 4) + " s");
        final Histogram syncNs = SyncProbe.measure(directory, durationNs / 4);
        final List<Finding> findings = new ArrayList<>(time(pulse, loaded));
        findings.add(new Finding("sync of a page, us: p50 / p99",
                micros(syncNs, 50) + " / " + micros(syncNs, 99),
                syncNs.getValueAtPercentile(99) / MICROS <= SLOW_SYNC_US ? ""
                        : "commits wait for it: use a faster disk, or durability = page-cache"));
        Noise.now().since(before).forEach((what, percent) -> findings.add(new Finding(
                what.replace('_', ' ').replace(" percent", ", %"),
                String.format(Locale.ROOT, "%.2f", percent), advice(what, percent))));
        findings.addAll(new HostFindings(Environment.capture(directory).sections()).all());
        return new Checkup(List.copyOf(findings),
                Prescription.of(Math.max(pulse.hiccupNs(), loaded.hiccupNs())));
    }

    private static List<Finding> time(final Pulse pulse, final Pulse loaded) {
        final Histogram late = pulse.overshootNs();
        return List.of(
                new Finding("step of the clock, ns", Long.toString(pulse.stepNs()), ""),
                new Finding("overslept by, us: p50 / p99", micros(late, 50) + " / "
                        + micros(late, 99), ""),
                new Finding("hiccup, us: p99.9 / max", micros(late, 99.9) + " / "
                        + micros(late, 100), pulse.hiccupNs() < TimeUnit.MILLISECONDS.toNanos(5)
                                ? "" : "neighbours take the processor: timeouts must bear it"),
                new Finding("hiccup under load, us: p99.9 / max",
                        micros(loaded.overshootNs(), 99.9) + " / "
                                + micros(loaded.overshootNs(), 100), ""));
    }

    private static String advice(final String what, final double percent) {
        if (what.startsWith("steal")) {
            return percent <= STEAL_PERCENT_MAX ? "" : "the hypervisor takes it: measure elsewhere";
        }
        return percent <= PRESSURE_PERCENT_MAX ? "" : "others wait for it too: stop them first";
    }

    private static String micros(final Histogram nanos, final double percentile) {
        return String.format(Locale.ROOT, "%.0f",
                nanos.getValueAtPercentile(percentile) / MICROS);
    }

    private static long seconds(final long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos));
    }
}
