package io.quorate.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate quick}: the three headlines and the floor, at a sane default, in minutes. */
@Command(name = "quick",
        header = "Measures the headlines in less than three minutes, and records them.",
        synopsisHeading = "%nUsage: ",
        description = """

        Three nodes over Aeron UDP on Chronicle Queue, in one JVM on this machine: the time of
        an election and of a failover, the throughput and latency of commits, and the floor:
        what the same machine could do without any protocol. The record is a folder in
        results/runs/.
        """)
final class QuickCommand extends Verb {
    private static final String AFTERWORD = """

            Next:
              quorate run Failover -f 10 -i 40                 trials enough to speak of a p99
              quorate run Failover -p heartbeatMs=10,50        does the heartbeat matter?
              quorate run Commit -p storage=mapped,chronicle   does the storage?
              quorate compare A B                              two folders of results/runs

            What this run cannot say: all nodes share one machine, and for commits one thread, so
            there is no real network in it; page-cache survives a killed process, not a power cut;
            few forks on a shared machine make figures of one digit; a closed loop's latencies are
            those of its window.""";

    @Option(names = "--smoke",
            description = "Only checks that all works, in a minute; its figures mean little.")
    private boolean isSmoke;

    @Override
    public Integer call() {
        final List<Stage> stages = stages();
        final PrintWriter out = out();
        out.println("Three nodes in one JVM, Aeron UDP, Chronicle Queue, 32-byte commands; about "
                + seconds(stages) + " s.");
        out.flush();
        try (Session session = new Session(isSmoke ? "smoke" : "quick",
                isSmoke ? List.of("quick", "--smoke") : List.of("quick"), params(stages))) {
            run(stages, session);
            session.finish();
            new Summary(session.path()).print(out);
        }
        out.println(AFTERWORD);
        out.flush();
        return ExitCode.OK;
    }

    private static void run(final List<Stage> stages, final Session session) {
        final Progress progress =
                new Progress(System.out, isTerminal(), stages.size());
        int left = seconds(stages);
        for (final Stage stage : stages) {
            left -= stage.allSeconds();
            progress.begin(stage.title(), stage.allIterations(), stage.allSeconds(), left);
            session.run(stage.options(), progress);
        }
        progress.end();
    }

    /** Where the system tells what standard output is; elsewhere, a line for each stage will do. */
    static boolean isTerminal() {
        try {
            final Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
        } catch (final IOException e) {
            return false;
        }
    }

    private static int seconds(final Collection<Stage> stages) {
        return stages.stream().mapToInt(Stage::allSeconds).sum();
    }

    private List<Stage> stages() {
        final int forks = isSmoke ? 1 : 3;
        final int trials = isSmoke ? 5 : 20;
        final int iterations = isSmoke ? 1 : 3;
        final Map<String, List<String>> windows = Map.of("window", List.of("1", "1024"));
        return List.of(
                new Stage("election after a crash", "ElectionLatencyBenchmark",
                        Map.of(), forks, 0, trials, 0.35),
                new Stage("failover as a client sees it", "FailoverTimeBenchmark",
                        Map.of(), forks, 0, trials, 0.4),
                new Stage("floor", "FloorBenchmark", windows, 1, 2, iterations, 1),
                new Stage("commits, page cache", "CommitThroughputBenchmark",
                        windows, isSmoke ? 1 : 2, 2, iterations, 1),
                new Stage("commits, fsync", "CommitThroughputBenchmark",
                        Map.of("window", List.of("1024"), "durability", List.of("fsync")), 1, 2,
                        iterations, 1));
    }

    private static List<SortedMap<String, List<String>>> params(final List<Stage> stages) {
        return stages.stream().flatMap(stage -> Catalogue.params(
                Catalogue.matching(List.of(stage.benchmark()), List.of()), stage.options())
                .stream()).toList();
    }
}
