package io.quorate.peers;

import io.quorate.JvmFlags;
import io.quorate.benchmarks.cli.Progress;
import io.quorate.benchmarks.rig.DataDirectory;
import io.quorate.results.Environment;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A comparison under way, and its folder in {@code results/runs}. Peers take turns: each round runs
 * one fork of each, every other round backwards, so that a drift of the machine meets all alike.
 * Interrupted, it ends the fork that runs, and the folder stays marked as incomplete.
 */
final class PeersRun implements AutoCloseable {
    private static final String VERSIONS = "/io/quorate/peers/versions.properties";
    private static final long SEED = 42;

    private final Side side;
    private final RunFolder folder;
    private final Thread onInterrupt = new Thread(this::interrupted, "quorate-interrupted");

    /** Begins a run, and its folder. */
    PeersRun(final List<String> commandLine, final Side side) {
        this.side = side;
        folder = RunFolder.create(Path.of(System.getProperty("quorate.home", ""), "results"),
                new RunPlan("peers", commandLine, settings(side), SEED, JvmFlags.list()),
                Environment.capture(DataDirectory.parent(""), versions()));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    private static Map<String, String> settings(final Side side) {
        return Map.of("durability", side.plan().durability().label(),
                "nodes", Integer.toString(Peer.NODES),
                "peers", side.able().stream().map(PeerKind::label)
                        .collect(Collectors.joining(",")),
                "forks", Integer.toString(side.forks()));
    }

    private static Map<String, String> versions() {
        final Properties properties = new Properties();
        try (InputStream in = PeersRun.class.getResourceAsStream(VERSIONS)) {
            properties.load(in);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + VERSIONS + " from the jar", e);
        }
        final Map<String, String> versions = new TreeMap<>();
        properties.forEach((library, version) -> versions.put((String) library, (String) version));
        return versions;
    }

    private void interrupted() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        System.err.println("\nquorate: interrupted; " + folder.path() + " stays INCOMPLETE");
    }

    Path path() {
        return folder.path();
    }

    /** Runs all forks; returns what each peer's told, in their order. */
    Map<PeerKind, List<ForkResult>> measure() {
        final Map<PeerKind, List<ForkResult>> results = new EnumMap<>(PeerKind.class);
        side.kinds().forEach(kind -> results.put(kind, new ArrayList<>()));
        final Forks forks = new Forks(folder.jvmArgs());
        final Progress progress = Progress.of(side.able().size() * side.forks());
        final SplittableRandom seeds = new SplittableRandom(SEED);
        int left = side.seconds();
        for (int round = 1; round <= side.forks(); round++) {
            final ForkPlan plan = side.plan().seeded(seeds.nextLong(Long.MAX_VALUE));
            for (final PeerKind kind : turns(round)) {
                left -= plan.seconds();
                progress.begin(kind.label() + ", fork " + round + " of " + side.forks(),
                        plan.steps(), plan.seconds(), left);
                results.get(kind).add(forks.run(kind, plan, progress::tick));
            }
        }
        progress.end();
        return results;
    }

    private List<PeerKind> turns(final int round) {
        final List<PeerKind> kinds = new ArrayList<>(side.able());
        if (round % 2 == 0) {
            Collections.reverse(kinds);
        }
        return kinds;
    }

    /** Writes the table, seals the folder; one with an error stays marked as incomplete. */
    void finish(final PeerTables tables) {
        try {
            Files.writeString(folder.path().resolve("peers.txt"), tables.text());
            if (tables.hasCommits()) {
                Files.writeString(folder.nextJmhFile(), tables.jmh());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the tables into " + folder.path(), e);
        }
        if (!tables.hasErrors()) {
            folder.finish();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (final IllegalStateException e) {
            return;     // it is running: this is the interrupt
        }
    }
}
