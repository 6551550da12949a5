package io.quorate.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that lives as long as its rig: removed when the rig is closed, and at the latest when
 * the JVM ends in order.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final Thread remover;

    private DataDirectory(final Path path) {
        this.path = path;
        this.remover = new Thread(() -> remove(path), "remove " + path);
        Runtime.getRuntime().addShutdownHook(remover);
    }

    /** The system's directory for temporary files, or the one that was named. */
    public static Path parent(final String named) {
        return Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
    }

    /**
     * A new directory of a name that starts with {@code quorate-}.
     *
     * @throws IllegalArgumentException if the parent is not there or cannot be written
     */
    public static DataDirectory in(final Path parent, final String purpose) {
        try {
            return new DataDirectory(
                    Files.createTempDirectory(parent, "quorate-" + purpose + "-"));
        } catch (final IOException e) {
            throw new IllegalArgumentException("dir=" + parent
                    + " is no directory that can be written to; name another", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        remove(path);
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (final IllegalStateException e) {
            return;     // the JVM is ending, and the hook has run or will
        }
    }

    private static void remove(final Path top) {
        try (Stream<Path> tree = Files.walk(top)) {
            final List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (final Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (final NoSuchFileException e) {
            return;     // it is gone already
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove " + top, e);
        }
    }
}
