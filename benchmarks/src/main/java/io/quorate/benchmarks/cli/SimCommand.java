package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.simulate.Campaign;
import io.quorate.sim.Simulation;
import io.quorate.sim.SimulationFailure;
import io.quorate.sim.SimulationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate sim}: whole clusters in virtual time, under every fault there is. */
@Command(name = "sim",
        header = "Runs clusters in virtual time under faults, and checks every rule of Raft.",
        synopsisHeading = "%nUsage: ",
        description = """

        One seed decides time, wires, disks, clocks, crashes and clients; the nodes are the ones
        that run in production. Exit code 0: no rule was seen broken. 1: one was, and its seed
        and the command that replays it are printed.
        """,
        footer = """

        Examples:
          quorate sim --seeds 500              500 seeds on all cores
          quorate sim --seed 42                one seed: all that happens, and its trace hash
          quorate sim --seed 42 --seeds 500    500 seeds, from 42 on

        A seed prints the same trace hash in every run, on every machine and JDK.
        docs/SIMULATION.md tells what is simulated and which rules are checked.""")
final class SimCommand extends Verb {
    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run.")
    private Integer seeds;

    @Option(names = "--seed", paramLabel = "S",
            description = "The first of them; alone, the one to replay and to trace.")
    private Long seed;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "5",
            description = "Virtual minutes of trouble for each seed, 5 unless told.")
    private int minutes;

    @Option(names = "--nodes", paramLabel = "N",
            description = "Members of each cluster, 1 to 7; drawn from the seed unless told.")
    private Integer nodes;

    @Override
    public Integer call() throws InterruptedException {
        check();
        try {
            return seeds == null ? replay() : runAll();
        } catch (final SimulationFailure failure) {
            out().println(failure.getMessage());
            out().flush();
            return ExitCode.FAILED;
        }
    }

    private void check() {
        if (seeds == null && seed == null) {
            throw new BadInputException("sim needs --seeds N to run so many, or --seed N to"
                    + " replay one");
        }
        if (seeds != null && seeds < 1) {
            throw new BadInputException("--seeds must be 1 or more, not " + seeds);
        }
        try {
            simulation(1);
        } catch (final IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage(), e);
        }
    }

    private Simulation simulation(final long of) {
        final Simulation simulation = Simulation.of(of).minutes(minutes).replayWith(
                "./quorate sim --seed %d" + (minutes == 5 ? "" : " --minutes " + minutes)
                        + (nodes == null ? "" : " --nodes " + nodes));
        return nodes == null ? simulation : simulation.nodes(nodes);
    }

    private int replay() {
        final SimulationReport report = simulation(seed).trace(out()::println).run();
        out().println(report.conditions());
        out().println(report);
        out().flush();
        return ExitCode.OK;
    }

    private int runAll() throws InterruptedException {
        final Campaign campaign =
                new Campaign(seed == null ? 1 : seed, seeds, this::simulation);
        campaign.run(line -> {
            out().println(line);
            out().flush();
        });
        campaign.report().forEach(out()::println);
        if (!campaign.missing().isEmpty()) {
            out().println("never struck: " + campaign.missing() + ": so quiet a run proves"
                    + " nothing");
            out().flush();
            return ExitCode.FAILED;
        }
        out().println("no rule was seen broken");
        out().flush();
        return ExitCode.OK;
    }
}
