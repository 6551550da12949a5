package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A finished run, read from its folder; a folder that is not whole is refused with one sentence.
 *
 * @param path        the folder.
 * @param info        what was run.
 * @param environment where it was run.
 * @param series      everything it observed, in a fixed order.
 */
public record RecordedRun(Path path, RunInfo info, Environment environment, List<Series> series) {

    /**
     * Reads a run.
     *
     * @param path its folder, or a file such as {@code results/runs/latest} that holds its name.
     */
    public static RecordedRun open(final Path path) {
        final Path run = Files.isRegularFile(path) ? pointedAt(path) : path;
        if (!Files.isRegularFile(run.resolve(RunInfo.FILE))) {
            throw new ResultsException(run + " is no run folder: it holds no " + RunInfo.FILE
                    + "; name a folder in results/runs");
        }
        if (Files.exists(run.resolve(RunFolder.INCOMPLETE))) {
            throw new ResultsException(run + " is INCOMPLETE: the run was interrupted or is still"
                    + " under way; name one that has finished");
        }
        Checksums.verify(run);
        return new RecordedRun(
                run, RunInfo.read(run), Environment.read(run), SeriesReader.read(run));
    }

    /** The same run without the samples that something disturbed; empty if none was. */
    Optional<RecordedRun> withoutDisturbed() {
        final Quiet quiet = new Quiet(path);
        return quiet.flagged() == 0 ? Optional.empty() : Optional.of(new RecordedRun(path, info,
                environment, SeriesReader.read(path, quiet)));
    }

    /**
     * How many samples were disturbed, and by what; empty for a run that nobody watched.
     *
     * @see Disturbance
     */
    public String noiseSentence() {
        final Quiet quiet = new Quiet(path);
        return quiet.wasWatched() ? quiet.sentence() : "";
    }

    /** Every trial, those of the warm-up and failed ones too; none if the run recorded none. */
    public List<Trial> trials() {
        final Path file = path.resolve(RunPart.TRIALS);
        return Files.exists(file) ? Trials.read(file) : List.of();
    }

    private static Path pointedAt(final Path pointer) {
        try {
            return pointer.resolveSibling(Files.readString(pointer).strip());
        } catch (final IOException e) {
            throw Json.unreadable(pointer, e);
        }
    }

    static List<Path> jmhFiles(final Path run) {
        final Path jmh = run.resolve("jmh");
        if (!Files.isDirectory(jmh)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(jmh)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (final IOException e) {
            throw Json.unreadable(jmh, e);
        }
    }
}
