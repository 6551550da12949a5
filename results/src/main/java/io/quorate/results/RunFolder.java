package io.quorate.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The folder that a run under way writes; {@link RecordedRun} reads it when it is finished.
 * <pre>
 * results/runs/20261122T221530Z_quick_3f2c1ab-dirty_vm2/
 *   INCOMPLETE      until finish(): what was killed or broke off stays marked
 *   run.json        what was run                      env.json, env.txt   where
 *   jmh/00.json     JMH's own output, untouched       parts/              what forked JVMs write
 *   trials.csv      one row per election or failover  hist/               latency histograms
 *   noise.csv       what disturbed each iteration
 *   SHA256SUMS      of all of it, made by finish()
 * results/runs/latest   the name of the run that finished last
 * </pre>
 * Nothing that exists is ever written over. Used by one thread of one JVM; forked JVMs write
 * through {@link RunPart}.
 */
public final class RunFolder {
    /** System property that tells a forked JVM which folder it belongs to. */
    public static final String PROPERTY = "quorate.run";

    static final String INCOMPLETE = "INCOMPLETE";
    static final String LATEST = "latest";

    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path path;
    private final RunInfo info;
    private final Noise noiseAtStart;
    private boolean isSealed;

    private RunFolder(final Path path, final RunInfo info, final Noise noiseAtStart) {
        this.path = path;
        this.info = info;
        this.noiseAtStart = noiseAtStart;
    }

    /**
     * Makes a new folder under {@code results/runs}.
     *
     * @param results     the directory {@code results}; made if it does not exist.
     * @param environment where the run takes place, captured before it starts.
     */
    public static RunFolder create(
            final Path results, final RunPlan plan, final Environment environment) {
        return create(results, plan, environment, Git.at(Path.of("")), Instant.now());
    }

    static RunFolder create(
            final Path results,
            final RunPlan plan,
            final Environment environment,
            final Git git,
            final Instant now) {
        final String host = environment.fact("host", "name");
        final String name = String.join("_",
                FOLDER_TIME.format(now), plan.name(), git.label(), brief(host));
        try {
            final Path path = makeNew(Files.createDirectories(results.resolve("runs")), name);
            Files.writeString(path.resolve(INCOMPLETE),
                    "This run has not finished. It is kept for a look, and never compared.\n");
            Files.createDirectory(path.resolve("jmh"));
            final RunInfo info = RunInfo.started(plan, utc(now), host, git);
            info.write(path);
            environment.write(path);
            return new RunFolder(path, info, Noise.now());
        } catch (final IOException e) {
            throw new ResultsException(
                    "cannot make the run folder " + name + " in " + results + ": " + Json.reason(e),
                    e);
        }
    }

    /** One that was begun before; its noise counts from now. */
    static RunFolder reopened(final Path path, final RunInfo info) {
        return new RunFolder(path, info, Noise.now());
    }

    private static String utc(final Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The host's first label, in letters that any file system takes. */
    private static String brief(final String host) {
        return host.replaceFirst("\\..*", "").replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static Path makeNew(final Path runs, final String name) throws IOException {
        for (int i = 1;; i++) {
            try {
                return Files.createDirectory(runs.resolve(i == 1 ? name : name + "-" + i));
            } catch (final FileAlreadyExistsException e) {
                if (i == 1000) {
                    throw e;
                }
            }
        }
    }

    public Path path() {
        return path;
    }

    /** What a forked JVM must be started with so that its {@link RunPart} finds this folder. */
    public List<String> jvmArgs() {
        return List.of("-D" + PROPERTY + "=" + path.toAbsolutePath());
    }

    /** What was typed to begin it. */
    public List<String> commandLine() {
        return info.commandLine();
    }

    /** Whether nothing was measured yet: no fork has written anything. */
    public boolean isEmpty() {
        try {
            for (final Path file : PartMerger.children(path.resolve("jmh"))) {
                if (Files.size(file) > 0) {
                    return false;
                }
            }
            return PartMerger.children(path.resolve(RunPart.PARTS)).isEmpty();
        } catch (final IOException e) {
            return false;                    // who cannot look does not throw away
        }
    }

    /** Deletes a folder in which nothing was measured; any other stays. */
    public void discardIfEmpty() {
        if (isEmpty() && Files.exists(path.resolve(INCOMPLETE))) {
            PartMerger.deleteTree(path);
        }
    }

    /** The next free {@code jmh/NN.json}, to be handed to JMH as its result file. */
    public Path nextJmhFile() {
        for (int i = 0;; i++) {
            final Path file = path.resolve("jmh").resolve(String.format("%02d.json", i));
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    /**
     * All of {@link #finish} that needs room on the disk. Runs that belong together are all sealed
     * before the first is finished, so that all can be gone on with or none.
     */
    public void seal() {
        try {
            new PartMerger(path).merge();
            info.finished(utc(Instant.now()), Noise.now().since(noiseAtStart)).write(path);
            Checksums.write(path);
            isSealed = true;
        } catch (final IOException e) {
            throw unfinished(Json.reason(e), e);
        } catch (final ResultsException e) {
            throw unfinished(e.getMessage(), e);
        }
    }

    /**
     * Ends the run: gathers what the forked JVMs wrote, seals the folder with checksums and only
     * then takes its mark and the parts away. If this fails, for want of space say, the folder
     * stays INCOMPLETE with all its parts, and may be finished later.
     *
     * @throws ResultsException naming the folder, the file, what is wrong and what to do
     */
    public void finish() {
        if (!isSealed) {
            seal();
        }
        try {
            WholeFile.replace(path.resolveSibling(LATEST), path.getFileName() + "\n");
            Files.delete(path.resolve(INCOMPLETE));
        } catch (final IOException e) {
            throw unfinished(Json.reason(e), e);
        } catch (final ResultsException e) {
            throw unfinished(e.getMessage(), e);
        }
        new PartMerger(path).clear();
    }

    private ResultsException unfinished(final String reason, final Exception cause) {
        return new ResultsException(
                "cannot finish the run in " + path + ", it stays INCOMPLETE: " + reason, cause);
    }
}
