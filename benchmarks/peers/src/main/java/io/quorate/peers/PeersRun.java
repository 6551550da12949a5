package io.quorate.peers;

import io.quorate.benchmarks.cli.AbbaOrder;
import io.quorate.benchmarks.cli.Jmh;
import io.quorate.benchmarks.cli.Progress;
import io.quorate.benchmarks.cli.Recording;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A comparison under way, and its folder in {@code results/runs}. Peers take turns in
 * {@link AbbaOrder}.
 */
final class PeersRun implements AutoCloseable {
    private static final String VERSIONS = "/io/quorate/peers/versions.properties";
    private static final long SEED = 42;

    private final Side side;
    private final Recording recording;
    private final RunFolder folder;

    /** Begins a run, and its folder. */
    PeersRun(final List<String> commandLine, final Side side) {
        this.side = side;
        recording = Recording.begin(
                new RunPlan("peers", commandLine, settings(side), SEED, Jmh.flags()), "",
                VERSIONS);
        folder = recording.folder();
    }

    private static Map<String, String> settings(final Side side) {
        return Map.of("durability", side.plan().durability().label(),
                "nodes", Integer.toString(Peer.NODES),
                "peers", side.able().stream().map(PeerKind::label)
                        .collect(Collectors.joining(",")),
                "forks", Integer.toString(side.forks()));
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
        final AbbaOrder order = new AbbaOrder(side.able().size(), SEED);
        int left = side.seconds();
        for (int round = 1; round <= side.forks(); round++) {
            final ForkPlan plan = side.plan().seeded(seeds.nextLong(Long.MAX_VALUE));
            for (final int turn : order.next()) {
                final PeerKind kind = side.able().get(turn);
                left -= plan.seconds();
                progress.begin(kind.label() + ", fork " + round + " of " + side.forks(),
                        plan.steps(), plan.seconds(), left);
                results.get(kind).add(forks.run(kind, plan, progress::tick));
            }
        }
        progress.end();
        return results;
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
        recording.close();
    }
}
