package io.quorate.peers;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.cli.ExitCode;
import io.quorate.benchmarks.cli.Verb;
import io.quorate.port.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate peers}: other systems and Quorate, side by side in one run. */
@Command(name = "peers",
        header = "Measures other systems beside Quorate in one run, and records it.",
        synopsisHeading = "%nUsage: ",
        description = """

        Three nodes of each on this machine, and a client; the same commands, the same durability,
        the same window. Each fork is a JVM with one peer; all peers take turns. Shown are medians
        over the forks, with their spread, and how each compares with Quorate used in the same
        way: by a client over the network, or submitted to in the leader's process.

        What cannot be measured shows a dash, and the reason below the table. A peer that lost an
        answered command, or applied one twice, shows ERROR and no number.
        """,
        footer = """

        Columns:
          x quorate   commits a second, as a share of Quorate's used in the same way
          bytes/op    allocated on the heap for a command, by nodes and client together
          CPU s/M     processor time of a million commands, by nodes and client together
          failover    from killing the leader until a command sent after that is answered, at a
                      setting that is common to all and at each peer's lowest sensible one

        Examples:
          quorate peers                                       all, about 17 minutes
          quorate peers --only quorate,aeron-cluster          two of them
          quorate peers --durability fsync --forks 5          synced before it is answered
          quorate peers --full                                payloads of 32, 256 and 1024 bytes

        How each is tuned, and what the figures cannot say: docs/PEERS.md""")
public final class PeersCommand extends Verb {
    private static final List<Integer> WINDOWS = List.of(1, 64, 1024);
    private static final double WARM_UP_SHARE = 0.75;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "These peers alone, separated by commas: quorate,"
            + " aeron-cluster, zookeeper, etcd, ratis, quorate-in-process, sofajraft,"
            + " microraft.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--durability", paramLabel = "LEVEL", defaultValue = "page-cache",
            description = "What an answered command survives: page-cache (the default), fsync,"
            + " memory.")
    private String durability;

    @Option(names = "--full", description = "Payloads of 32, 256 and 1024 bytes; else 32.")
    private boolean isFull;

    @Option(names = "--forks", paramLabel = "N", defaultValue = "3",
            description = "JVMs for each peer, ${DEFAULT-VALUE} unless told.")
    private int forks;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2",
            description = "How long each window is measured in each fork, ${DEFAULT-VALUE} s"
            + " unless told; warming up takes three quarters of it more, and until the compiler"
            + " rests, up to 10 s.")
    private double seconds;

    @Option(names = "--failovers", paramLabel = "N", defaultValue = "2",
            description = "Leaders killed in each fork at each of the two settings,"
            + " ${DEFAULT-VALUE} unless told; 0 for none.")
    private int failovers;

    @Override
    public Integer call() {
        final Side side = new Side(kinds(), plan(), forks);
        out().println(side.describe());
        out().flush();
        try (PeersRun run = new PeersRun(commandLine(), side)) {
            final PeerTables tables = new PeerTables(side.plan(), run.measure());
            out().print(tables.text());
            run.finish(tables);
            out().println("recorded in " + run.path());
            out().flush();
            return tables.hasErrors() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    private List<PeerKind> kinds() {
        if (only.stream().distinct().count() != only.size()) {
            throw new BadInputException("--only names a peer twice: " + String.join(",", only));
        }
        try {
            return only.isEmpty() ? List.of(PeerKind.values())
                    : only.stream().map(PeerKind::of).sorted().toList();
        } catch (final IllegalArgumentException e) {
            throw new BadInputException("--only: " + e.getMessage(), e);
        }
    }

    private ForkPlan plan() {
        if (forks < 1 || failovers < 0 || !(seconds >= 0.1 && seconds <= 600)) {
            throw new BadInputException("--forks must be 1 or more, --failovers 0 or more, and"
                    + " --seconds 0.1 to 600");
        }
        final long measureNs = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        return new ForkPlan(level(), isFull ? List.of(32, 256, 1024) : List.of(32), WINDOWS,
                (long) (WARM_UP_SHARE * measureNs), measureNs, failovers, 0);
    }

    private Durability level() {
        try {
            return Durability.ofLabel(durability);
        } catch (final IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage(), e);
        }
    }

    private List<String> commandLine() {
        final List<String> words = new ArrayList<>(List.of("peers", "--durability", durability,
                "--forks", Integer.toString(forks), "--seconds", Double.toString(seconds),
                "--failovers", Integer.toString(failovers)));
        if (isFull) {
            words.add("--full");
        }
        if (!only.isEmpty()) {
            words.addAll(Arrays.asList("--only", String.join(",", only)));
        }
        return words;
    }
}
