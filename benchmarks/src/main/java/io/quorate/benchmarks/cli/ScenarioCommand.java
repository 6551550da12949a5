package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.remote.Injector;
import io.quorate.benchmarks.remote.RemoteCluster;
import io.quorate.benchmarks.scenario.Ground;
import io.quorate.benchmarks.scenario.Grounds;
import io.quorate.benchmarks.scenario.MemberJvm;
import io.quorate.benchmarks.scenario.Performance;
import io.quorate.benchmarks.scenario.Play;
import io.quorate.benchmarks.scenario.Repetitions;
import io.quorate.benchmarks.scenario.Scenario;
import io.quorate.benchmarks.scenario.Scenarios;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPart;
import io.quorate.results.Trial;
import io.quorate.sim.SimulationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate scenario}: what happens to a cluster, and to its clients, by a file. */
@Command(name = "scenario",
        header = "Plays a scenario: faults, and what became of the cluster and its clients.",
        synopsisHeading = "%nUsage: ",
        description = """

        A scenario is one of those that come with Quorate, or a file of TOML. It prints what
        happened and when, the health GREEN, YELLOW or RED as it changed, what a client saw, and
        a verdict. Exit code 0: all was as the scenario expects, and no acknowledged write is
        lost. 1: not so. 2: the scenario is wrong or impossible, and nothing ran. To a process
        all faults can be done but disk-stall; clock-step needs libfaketime.

        With --cluster the members run wherever FILE says, with settings of their own: the same
        node, on hosts, in containers or in network namespaces. Faults are done to them by
        COMMAND, which reads an order from each line of its input, and answers each with a line:
          faults                        done NAME NAME ...    those that it can do
          strike FAULT MEMBER AMOUNT    done, or failed WHY   AMOUNT: ns, a share, or 0
          mend FAULT MEMBER             done, or failed WHY
        At the end of its input it makes good what is not, and ends.
        """,
        footer = """

        Examples:
          quorate scenario --list
          quorate scenario leader-lost               members of this JVM, in real time
          quorate scenario leader-lost --sim         the simulator: the same for a seed
          quorate scenario leader-lost --processes   processes that are killed with -9
          quorate scenario leader-cut-off --processes    cut off by a relay between them
          quorate scenario leader-killed --processes --repeat 30
          quorate scenario leader-lost --cluster deploy/namespaces.properties
              --injector 'deploy/namespaces injector'
          quorate scenario --show leader-lost > mine.toml
          quorate scenario mine.toml

        docs/SCENARIOS.md tells the format of the files.""")
final class ScenarioCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A name, or a file.")
    private String word;

    @ArgGroup
    private Where where = new Where();

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42",
            description = "Decides all chance; 42 unless told.")
    private long seed;

    @Option(names = "--list", description = "Lists those that come with Quorate.")
    private boolean isList;

    @Option(names = "--show", description = "Prints the file of one that comes with Quorate.")
    private boolean isShown;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1",
            description = "Plays it so often on one cluster, and prints how failover went.")
    private int times;

    private static final class Where {
        @Option(names = "--sim", description = "In virtual time; nothing is recorded.")
        private boolean isVirtual;

        @Option(names = "--processes", description = "On processes of this host.")
        private boolean isOnProcesses;

        @Option(names = "--cluster", paramLabel = "FILE",
                description = "On the members that FILE names, wherever they run.")
        private Path cluster;

        String label() {
            return cluster != null ? "cluster" : isOnProcesses ? "processes" : "in-process";
        }
    }

    @Option(names = "--injector", paramLabel = "COMMAND",
            description = "With --cluster: a program that does faults to its members.")
    private String injector;

    private final StringBuilder told = new StringBuilder();
    private RunPart part;                                // null where nothing is recorded

    @Override
    public Integer call() {
        if (isList) {
            list();
            return ExitCode.OK;
        }
        if (word == null) {
            throw new BadInputException("scenario needs a name or a file; \"quorate scenario"
                    + " --list\" lists those that come with it");
        }
        final Scenario scenario = Scenarios.of(word);
        if (isShown) {
            out().print(Scenarios.text(scenario.name()));
            out().flush();
            return ExitCode.OK;
        }
        return play(scenario);
    }

    private void list() {
        for (final String name : Scenarios.NAMES) {
            out().println(String.format("%-34s %s", name, Scenarios.of(name).title()));
        }
        out().flush();
    }

    private int play(final Scenario scenario) {
        if (times < 1) {
            throw new BadInputException("--repeat must be 1 or more, not " + times);
        }
        if (injector != null && where.cluster == null) {
            throw new BadInputException("--injector needs --cluster FILE: to members of this"
                    + " host faults are done without one");
        }
        try (Ground ground = ground(scenario)) {
            return where.isVirtual ? play(scenario, ground) : record(scenario, ground);
        } catch (final SimulationFailure failure) {
            say(failure.getMessage());
            return ExitCode.FAILED;
        }
    }

    private Ground ground(final Scenario scenario) {
        if (where.cluster != null) {
            final RemoteCluster cluster = RemoteCluster.of(where.cluster);
            return Grounds.remote(scenario, cluster,
                    injector == null ? null : new Injector(injector));
        }
        return where.isVirtual ? Grounds.virtual(scenario, seed)
                : where.isOnProcesses ? Grounds.processes(scenario)
                : Grounds.inProcess(scenario, seed);
    }

    /** As a run in {@code results/runs/}: each time is a trial, and what was printed is kept. */
    private int record(final Scenario scenario, final Ground ground) {
        final SortedMap<String, List<String>> params = new TreeMap<>();
        params(scenario).forEach((key, value) -> params.put(key, List.of(value)));
        try (Session session = new Session("scenario-" + scenario.name(), commandLine(),
                List.of(params))) {
            System.setProperty(RunFolder.PROPERTY, session.path().toString());
            try (RunPart part = RunPart.ofThisJvm()) {
                this.part = part;
                final int code = play(scenario, ground);
                Files.writeString(session.path().resolve("scenario.txt"), told.toString());
                session.finish();
                say("recorded: " + session.path());
                return code;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot record the scenario", e);
        }
    }

    private Map<String, String> params(final Scenario scenario) {
        final Map<String, String> params = new TreeMap<>();
        if (where.cluster == null) {
            params.putAll(scenario.settings());
        } else {
            params.put("cluster", where.cluster.getFileName().toString());
        }
        params.put("nodes", Integer.toString(scenario.nodes()));
        params.put("observers", Integer.toString(scenario.observers()));
        params.put("rate", Integer.toString(scenario.load().perSecond()));
        if (where.isOnProcesses) {
            final MemberJvm jvm = scenario.jvm();
            params.put("touched-heap", jvm.touchedBytes() / (1 << 20) + "MiB");
            params.put("jvm", String.join(" ", jvm.flags()));
        }
        params.put("ground", where.label());
        params.put("seed", Long.toString(seed));
        return params;
    }

    private List<String> commandLine() {
        return Stream.of("scenario", word, where.isOnProcesses ? "--processes" : "",
                where.cluster == null ? "" : "--cluster=" + where.cluster,
                injector == null ? "" : "--injector='" + injector + "'",
                times > 1 ? "--repeat=" + times : "").filter(text -> !text.isEmpty()).toList();
    }

    private int play(final Scenario scenario, final Ground ground) {
        final List<Performance> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            final Performance performance = new Play(scenario, ground).run();
            all.add(performance);
            if (times == 1 || !performance.isGood()) {
                performance.lines().forEach(this::say);
            } else {
                say(String.format("%s, time %d of %d: as expected, failover %.1f ms",
                        scenario.name(), time + 1, times, performance.failoverNs() / 1e6));
            }
            if (part != null) {
                part.record(performance.addTo(
                        Trial.of("scenario." + scenario.name(), params(scenario), time, seed)));
            }
        }
        if (times > 1) {
            say(Repetitions.table(all));
        }
        return all.stream().allMatch(Performance::isGood) ? ExitCode.OK : ExitCode.FAILED;
    }

    private void say(final String line) {
        told.append(line).append('\n');
        out().println(line);
        out().flush();
    }
}
