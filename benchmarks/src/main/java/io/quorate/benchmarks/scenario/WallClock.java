package io.quorate.benchmarks.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The wall clock of one process, which libfaketime puts between it and the host's, and sets by a
 * file that it reads once a second. The monotonic clock is the host's own, as no step of a real
 * clock reaches it. One thread.
 */
final class WallClock {
    private static final String LIBRARY = "libfaketimeMT.so.1";
    private static final List<String> USUAL =
            List.of("/usr/lib/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime");
    private static final Path OF_ARCHITECTURES = Path.of("/usr/lib");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path library;
    private final Path file;
    private long aheadNs;

    /**
     * A clock that shows the host's time.
     *
     * @param library as {@link #library} finds it
     * @param file    of this clock alone
     */
    WallClock(final Path library, final Path file) {
        this.library = library;
        this.file = file;
        tell();
    }

    /** The library that fakes clocks, from LD_LIBRARY_PATH or where systems put it; or null. */
    static Path library() {
        final List<Path> places = new ArrayList<>();
        final String named = System.getenv("LD_LIBRARY_PATH");
        if (named != null) {
            for (final String directory : named.split(":", -1)) {
                places.add(Path.of(directory));
            }
        }
        USUAL.forEach(directory -> places.add(Path.of(directory)));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(OF_ARCHITECTURES, "*-linux-*")) {
            all.forEach(directory -> places.add(directory.resolve("faketime")));
        } catch (final IOException e) {
            return libraryIn(places);                    // this system has none of these
        }
        return libraryIn(places);
    }

    /** The first that is in one of these directories; null if there is none. */
    static Path libraryIn(final List<Path> places) {
        return places.stream().map(directory -> directory.resolve(LIBRARY).toAbsolutePath())
                .filter(Files::isReadable).findFirst().orElse(null);
    }

    /** What the process is to find in its environment; a JVM that has that fix does not wait. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "LC_NUMERIC", "C");
    }

    /** It jumps ahead, within a second; and stays so through all lives of the process. */
    void step(final long byNs) {
        aheadNs += byNs;
        tell();
    }

    private void tell() {
        try {
            Files.writeString(file, String.format(Locale.ROOT, "+%.3f", aheadNs / 1e9));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Removes what the library leaves of a process that was killed: it would trip up the next. */
    static void forget(final long pid) {
        try {
            Files.deleteIfExists(SHARED_MEMORY.resolve("faketime_shm_" + pid));
            Files.deleteIfExists(SHARED_MEMORY.resolve("sem.faketime_sem_" + pid));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot tidy " + SHARED_MEMORY, e);
        }
    }
}
