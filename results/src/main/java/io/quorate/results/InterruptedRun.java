package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run that was broken off between two forks or in one, to be gone on with: forks that ended are
 * kept, and what the one under way left is set aside in {@code broken/}. Holds for runs that start
 * JMH once for each fork, as comparisons do: then each of JMH's files is a fork that ended.
 */
public final class InterruptedRun {
    private static final String BROKEN = "broken";

    private final Path run;

    private InterruptedRun(final Path run) {
        this.run = run;
    }

    /**
     * The newest interrupted run of that name which the same words began, at the commit of the
     * directory in which this process runs.
     *
     * @param results the directory {@code results}
     */
    public static Optional<InterruptedRun> newest(
            final Path results, final String name, final List<String> commandLine) {
        return newest(results, name, commandLine, Git.at(Path.of("")));
    }

    static Optional<InterruptedRun> newest(final Path results, final String name,
            final List<String> commandLine, final Git git) {
        final Path runs = results.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve(RunFolder.INCOMPLETE)))
                    .filter(folder -> isOf(folder, name, commandLine, git))
                    .max(Path::compareTo)
                    .map(InterruptedRun::new);
        } catch (final IOException e) {
            throw new ResultsException("cannot list " + runs + ": " + Json.reason(e), e);
        }
    }

    private static boolean isOf(final Path folder, final String name,
            final List<String> commandLine, final Git git) {
        if (!Files.exists(folder.resolve(RunInfo.FILE))) {
            return false;                    // broken off as it began
        }
        final RunInfo info = RunInfo.read(folder);
        return info.name().equals(name) && commandLine.equals(info.commandLine())
                && info.git().equals(git);
    }

    /** Forks that ended. */
    public int forks() {
        try {
            int forks = 0;
            for (final Path file : jmhFiles()) {
                forks += JmhJson.isWhole(file) ? 1 : 0;
            }
            return forks;
        } catch (final IOException e) {
            throw new ResultsException("cannot look into " + run + ": " + Json.reason(e), e);
        }
    }

    /**
     * The folder, ready for the next fork. The steal and pressure that it will record are those
     * from here on.
     *
     * @throws ResultsException naming the file, if what is broken can't be set aside
     */
    public RunFolder resume() {
        final int ended = forks();
        try {
            for (final Path file : jmhFiles()) {
                if (!JmhJson.isWhole(file)) {
                    Files.delete(file);      // JMH makes it first; a full disk takes half of it
                }
            }
            final List<Path> parts = PartMerger.children(run.resolve(RunPart.PARTS));
            for (final Path part : parts.subList(Math.min(ended, parts.size()), parts.size())) {
                Files.move(part, Files.createDirectories(run.resolve(BROKEN))
                        .resolve(part.getFileName()));
            }
            return RunFolder.reopened(run, RunInfo.read(run));
        } catch (final IOException e) {
            throw new ResultsException("cannot go on with " + run + ": " + Json.reason(e), e);
        }
    }

    private List<Path> jmhFiles() throws IOException {
        return PartMerger.children(run.resolve("jmh"));
    }
}
