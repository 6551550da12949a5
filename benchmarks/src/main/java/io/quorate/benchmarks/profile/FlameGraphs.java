package io.quorate.benchmarks.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import one.profiler.AsyncProfiler;

/**
 * Flame graphs by async-profiler, whose native library comes in its own artifact: nothing is to be
 * installed. Where the kernel does not let perf events be used, a timer of each thread takes their
 * place; it sees no kernel frames.
 */
public final class FlameGraphs {
    private static final List<String> EVENTS = List.of("cpu", "ctimer", "itimer");

    private final Path library;
    private final String event;

    private FlameGraphs(final Path library, final String event) {
        this.library = library;
        this.event = event;
    }

    /** What works on this host; empty where async-profiler has no library for it. */
    public static Optional<FlameGraphs> ofThisHost() {
        final Path library = library();
        if (library == null) {
            return Optional.empty();
        }
        final AsyncProfiler profiler = AsyncProfiler.getInstance(library.toString());
        return EVENTS.stream().filter(event -> works(profiler, event)).findFirst()
                .map(event -> new FlameGraphs(library, event));
    }

    private static boolean works(final AsyncProfiler profiler, final String event) {
        try {
            profiler.execute("start,event=" + event);
            profiler.stop();
            return true;
        } catch (final IOException | IllegalStateException | IllegalArgumentException e) {
            return false;                            // the kernel does not let it
        }
    }

    /** Taken from the jar, for this process and its forks; null if it has none for this host. */
    private static Path library() {
        final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        final String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        final String folder = os.startsWith("mac") ? "macos" : "linux-" + arch;
        try (InputStream in = FlameGraphs.class.getResourceAsStream(
                "/" + folder + "/libasyncProfiler.so")) {
            if (in == null || os.startsWith("windows")) {
                return null;
            }
            final Path file = Files.createTempFile("libasyncProfiler", ".so");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            file.toFile().deleteOnExit();
            return file;
        } catch (final IOException e) {
            throw new IllegalStateException("cannot take async-profiler's library from the jar", e);
        }
    }

    /** By what it samples: {@code cpu} is perf events, {@code ctimer} a timer of each thread. */
    public String event() {
        return event;
    }

    /** How a {@link FlameProfiler} is told to write one flame graph for each fork there. */
    public String options(final Path directory) {
        return library + ";" + event + ";" + directory.toAbsolutePath();
    }

    /** The flame graphs that were written there. */
    public static List<Path> in(final Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        } catch (final IOException e) {
            throw new IllegalStateException("cannot look into " + directory, e);
        }
    }
}
