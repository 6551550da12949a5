package io.quorate.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What one JVM contributes to a run, in a directory of its own so that forks never share a file:
 * {@code parts/<start time>-<pid>/} with {@code trials.csv}, {@code noise.csv}
 * and {@code hist/}.
 * {@link RunFolder#finish} gathers the parts.
 *
 * <p>A benchmark started outside of a run, by plain JMH say, has nowhere to write and its part
 * swallows everything. Thread-safe. Every call writes through, so a killed JVM loses at most the
 * line it was writing.
 */
public final class RunPart implements AutoCloseable {
    static final String PARTS = "parts";
    static final String TRIALS = "trials.csv";
    static final String HIST = "hist";

    private final Optional<Path> directory;
    private Trials.Writer trials;

    private RunPart(final Optional<Path> directory) {
        this.directory = directory;
    }

    /** The part of this JVM in the run that {@link RunFolder#PROPERTY} names, if it names one. */
    public static RunPart ofThisJvm() {
        return new RunPart(Optional.ofNullable(System.getProperty(RunFolder.PROPERTY))
                .map(run -> of(Path.of(run), started(), ProcessHandle.current().pid())));
    }

    /** A part for a run folder, told who writes it. */
    static RunPart in(final Path run, final long startedMillis, final long pid) {
        return new RunPart(Optional.of(of(run, startedMillis, pid)));
    }

    private static Path of(final Path run, final long startedMillis, final long pid) {
        // names sort by time: forks are numbered in the order in which they ran
        return run.resolve(PARTS).resolve(String.format("%013d-%d", startedMillis, pid));
    }

    private static long started() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Whether what is recorded goes anywhere. */
    public boolean isRecording() {
        return directory.isPresent();
    }

    /** Appends one trial. Its fork number is given later, when the parts are gathered. */
    public synchronized void record(final Trial trial) {
        if (directory.isEmpty()) {
            return;
        }
        if (trials == null) {
            trials = Trials.append(made(directory.get()).resolve(TRIALS));
        }
        trials.write(trial);
    }

    /** Appends one trial's time line; the end of the run keeps those of trials that matter. */
    public synchronized void record(final Timeline timeline) {
        directory.ifPresent(part -> timeline.append(made(part).resolve(Timeline.PART)));
    }

    /** Appends what disturbed one iteration. */
    public synchronized void record(final IterationNoise noise) {
        directory.ifPresent(part -> IterationNoise
                .append(made(part).resolve(IterationNoise.FILE), noise));
    }

    /**
     * Appends the histogram of one interval, such as a JMH iteration, to {@code hist/<name>.hlog}.
     *
     * @param name     names what is measured and its settings, such as {@code commit_window=1024};
     *                 letters, digits and {@code . - _ =}
     * @param tag      sets series of one log apart, such as {@code intended}; empty for none.
     * @param interval values in nanoseconds, with start and end time stamps set.
     */
    public synchronized void record(final String name, final String tag, final Histogram interval) {
        if (!name.matches("[A-Za-z0-9._=-]+")) {
            throw new IllegalArgumentException("no name for a histogram: '" + name + "'");
        }
        directory.ifPresent(part ->
            Histograms
                .append(made(part.resolve(HIST)).resolve(name + ".hlog"), tag, interval));
    }

    private static Path made(final Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new ResultsException("cannot make " + directory + ": " + Json.reason(e), e);
        }
    }

    @Override
    public synchronized void close() {
        if (trials != null) {
            trials.close();
            trials = null;
        }
    }
}
