package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.results.Environment;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A run's folder in {@code results/runs} while the run is under way. Interrupted, the run ends its
 * forks, and the folder stays marked as incomplete, unless nothing was measured yet.
 */
public final class Recording implements AutoCloseable {
    private final RunFolder folder;
    private final Thread onInterrupt = new Thread(this::interrupted, "quorate-interrupted");

    /** Goes on with a folder that is there. */
    Recording(final RunFolder folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /**
     * Begins a folder.
     *
     * @param plan     what is to be run
     * @param dir      where the members keep their logs; empty for the usual place
     * @param versions the resource that says what this jar is made of
     */
    public static Recording begin(final RunPlan plan, final String dir, final String versions) {
        return new Recording(RunFolder.create(results(), plan,
                Environment.capture(DataDirectory.parent(dir), read(versions))));
    }

    /** Where runs are recorded. */
    static Path results() {
        return Path.of(System.getProperty("quorate.home", ""), "results");
    }

    private static Map<String, String> read(final String versions) {
        final Properties properties = new Properties();
        try (InputStream in = Recording.class.getResourceAsStream(versions)) {
            properties.load(in);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read " + versions + " from the jar", e);
        }
        final Map<String, String> read = new TreeMap<>();
        properties.forEach((library, version) -> read.put((String) library, (String) version));
        return read;
    }

    private void interrupted() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        final String wayOn = wayOn(folder.commandLine());
        if (folder.isEmpty() && wayOn.isEmpty()) {
            folder.discardIfEmpty();
            System.err.println("\nquorate: interrupted before anything was measured");
        } else {
            System.err.println("\nquorate: interrupted; " + folder.path() + " stays INCOMPLETE"
                    + wayOn);
        }
    }

    /** How a run of that command is gone on with; empty if it can only be begun again. */
    static String wayOn(final List<String> commandLine) {
        final String typed = "\"quorate " + String.join(" ", commandLine);
        return switch (commandLine.isEmpty() ? "" : commandLine.get(0)) {
            case "compare" -> "; go on with it: " + typed + " --resume\"";
            case "sweep" -> "; " + typed + "\" goes on after the cells that it has measured";
            default -> "";
        };
    }

    /** What the run writes to. */
    public RunFolder folder() {
        return folder;
    }

    /** Ends the watch for an interrupt; the folder stays as it is. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (final IllegalStateException e) {
            return;     // it is running: this is the interrupt
        }
    }
}
