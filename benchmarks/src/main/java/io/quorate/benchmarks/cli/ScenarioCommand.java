package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.scenario.Ground;
import io.quorate.benchmarks.scenario.Grounds;
import io.quorate.benchmarks.scenario.Performance;
import io.quorate.benchmarks.scenario.Play;
import io.quorate.benchmarks.scenario.Scenario;
import io.quorate.benchmarks.scenario.Scenarios;
import io.quorate.sim.SimulationFailure;
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
        lost. 1: not so. 2: the scenario is wrong or impossible, and nothing ran.
        """,
        footer = """

        Examples:
          quorate scenario --list
          quorate scenario leader-lost               members of this JVM, in real time
          quorate scenario leader-lost --sim         the simulator: the same for a seed
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

    private static final class Where {
        @Option(names = "--sim", description = "In virtual time.")
        private boolean isVirtual;
    }

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
        try (Ground ground = where.isVirtual ? Grounds.virtual(scenario, seed)
                : Grounds.inProcess(scenario, seed)) {
            final Performance performance = new Play(scenario, ground).run();
            performance.lines().forEach(out()::println);
            out().flush();
            return performance.isGood() ? ExitCode.OK : ExitCode.FAILED;
        } catch (final SimulationFailure failure) {
            out().println(failure.getMessage());
            out().flush();
            return ExitCode.FAILED;
        }
    }
}
