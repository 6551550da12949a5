package io.quorate.benchmarks.scenario;

import io.quorate.JvmFlags;
import io.quorate.benchmarks.Main;
import io.quorate.node.ConfigException;
import io.quorate.node.NodeCounter;
import io.quorate.node.NodeCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.status.CountersReader;

/** One member as a process of its own, over all its lives; its directory and settings stay. */
final class NodeProcess {
    private static final long SMALL = 128 << 20;         // the heap that a node is given at least
    private static final Path HUGE_PAGES =
            Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final long GOODBYE_SECONDS = 10;
    private static final int TOLD_LINES = 5;

    private final int id;
    private final Path directory;
    private final Path settings;
    private final Path log;
    private final List<String> flags = new ArrayList<>();
    private final WallClock clock;                       // null where it is the host's
    private Process process;
    private ProcessPace pace;                            // null until this life needs one
    private CountersReader counters;                     // null until this life publishes some
    private final Map<String, Integer> places = new HashMap<>();
    private boolean isWanted;
    private boolean isStanding;

    /**
     * A member that has not started.
     *
     * @param addresses of all members, in order, as this one knows them
     * @param hosts     what these names mean to it; null where they are numbers
     * @param fakeTime  the library that fakes its clock; null where that is the host's
     */
    NodeProcess(final Scenario scenario, final int id, final Path parent,
            final List<String> addresses, final String hosts, final Path fakeTime) {
        this.id = id;
        clock = fakeTime == null ? null
                : new WallClock(fakeTime, parent.resolve("member-" + id + ".clock"));
        directory = parent.resolve("member-" + id);
        settings = parent.resolve("member-" + id + ".properties");
        log = parent.resolve("member-" + id + ".log");
        final StringBuilder text = new StringBuilder();
        text.append("cluster.id = ").append(Scenario.CLUSTER_ID).append("\nmember.id = ")
                .append(id).append("\nbootstrap = true\ndirectory = ").append(directory)
                .append('\n');
        for (int member = 1; member <= scenario.members(); member++) {
            text.append("member.").append(member).append(" = ")
                    .append(addresses.get(member - 1))
                    .append(member > scenario.nodes() ? " observer\n" : "\n");
        }
        scenario.settings().forEach((key, value) ->
                text.append(key).append(" = ").append(value).append('\n'));
        write(settings, text.toString());
        flags.addAll(heap(scenario.jvm().touchedBytes()));
        if (lendsHugePages()) {
            flags.add("-XX:+UseTransparentHugePages");   // as "./quorate node" has it
        }
        flags.addAll(scenario.jvm().flags());            // last, as the last of two counts
        if (hosts != null) {
            flags.add("-Djdk.net.hosts.file="
                    + write(parent.resolve("member-" + id + ".hosts"), hosts));
        }
    }

    /** A small heap, of which so much is touched at once, if any. */
    static List<String> heap(final long touchedBytes) {
        final List<String> heap = new ArrayList<>(List.of("-XX:+UseSerialGC",
                "-Xmx" + Math.max(SMALL, touchedBytes)));
        if (touchedBytes > 0) {
            heap.addAll(List.of("-Xms" + touchedBytes, "-XX:+AlwaysPreTouch"));
        }
        return heap;
    }

    private static boolean lendsHugePages() {
        try {
            return !Files.readString(HUGE_PAGES).contains("[never]");
        } catch (final IOException e) {
            return false;                                // another system, or none of it
        }
    }

    private static Path write(final Path file, final String text) {
        try {
            return Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Begins a life of it, once the one before has ended. */
    void start() {
        awaitEnd();
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "node", settings.toString()));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (clock != null) {
            builder.environment().putAll(clock.environment());
        }
        try {
            process = builder.start();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start member " + id + " as a process", e);
        }
        isWanted = true;
    }

    /** Kills it, and does not wait: a process takes its time to let go of its memory. */
    void kill() {
        isWanted = false;
        isStanding = false;
        if (process != null) {
            process.destroyForcibly();
        }
        if (pace != null) {
            pace.close();                                // only now: it would go on before its end
            pace = null;
        }
    }

    /** Waits until one that was killed is gone; what it published goes with it. Idempotent. */
    void awaitEnd() {
        if (process == null) {
            return;
        }
        try {
            process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
            counters = null;
            if (clock != null) {
                WallClock.forget(process.pid());
            }
            Files.deleteIfExists(directory.resolve("counters.dat"));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot remove the counters in " + directory, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it stand still, or go on. */
    void stand(final boolean isStill) {
        if (hasPace()) {
            pace.stand(isStill);
            isStanding = isStill;
        }
    }

    /** Lets it stand still so long again and again, or not any more; see {@link ProcessPace}. */
    void slow(final long byNs) {
        if (hasPace()) {
            pace.slow(byNs);
        }
    }

    /** One that has ended has none. */
    private boolean hasPace() {
        if (!isWanted || !process.isAlive()) {
            return false;
        }
        if (pace == null) {
            pace = new ProcessPace(process.pid());
        }
        return true;
    }

    /** Its wall clock jumps ahead. */
    void stepClock(final long byNs) {
        clock.step(byNs);
    }

    /** Whether it is there, has begun to publish, and does not stand still. */
    boolean runs() {
        return isWanted && !isStanding && process.isAlive() && hasCounters();
    }

    private boolean hasCounters() {
        if (counters == null && Files.exists(directory.resolve("counters.dat"))) {
            try {
                counters = NodeCounters.read(directory);
                places.clear();
                counters.forEach((place, label) -> places.put(label, place));
            } catch (final ConfigException e) {
                counters = null;                         // it is being made
            }
        }
        return counters != null;
    }

    long counter(final NodeCounter counter) {
        final Integer place = places.get(counter.label());
        return counters == null || place == null ? 0 : counters.getCounterValue(place);
    }

    /** A process that ended without being struck ends the scenario, with its last words. */
    void requireAsItShouldBe() {
        if (isWanted && !process.isAlive()) {
            throw new IllegalStateException("member " + id + " ended by itself with exit code "
                    + process.exitValue() + ": " + lastWords());
        }
        if (pace != null) {
            pace.requireWorks();
        }
    }

    private String lastWords() {
        try {
            final List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TOLD_LINES),
                    lines.size()));
        } catch (final IOException e) {
            return "its log cannot be read: " + e;
        }
    }
}
