package io.quorate.benchmarks.simulate;

import io.quorate.sim.Coverage;
import io.quorate.sim.CoverageTable;
import io.quorate.sim.Fault;
import io.quorate.sim.Simulation;
import io.quorate.sim.SimulationFailure;
import io.quorate.sim.SimulationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs a range of seeds on all cores, and adds up what they went through. */
public final class Campaign {
    private static final long TELL_SECONDS = 5;
    private static final int ENOUGH_FOR_ALL_FAULTS = 300;

    private final long firstSeed;
    private final int seeds;
    private final LongFunction<Simulation> simulations;
    private final Coverage coverage = new Coverage();
    private int done;
    private long simulatedNs;
    private long events;
    private long committed;
    private long checked;
    private SimulationReport slowestCheck;

    /** Seeds from the first on; {@code simulations} makes the one of a seed. */
    public Campaign(final long firstSeed, final int seeds,
            final LongFunction<Simulation> simulations) {
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.simulations = simulations;
    }

    /**
     * Runs them all, and tells now and then how far it has come.
     *
     * @throws SimulationFailure the first one; no more seeds are begun then
     */
    public void run(final Consumer<String> progress) throws InterruptedException {
        final ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            final List<Future<?>> runs = LongStream.range(firstSeed, firstSeed + seeds)
                    .<Future<?>>mapToObj(seed -> cores.submit(() -> run(seed))).toList();
            for (final Future<?> run : runs) {
                await(run, progress);
            }
        } finally {
            cores.shutdownNow();
        }
    }

    private void run(final long seed) {
        final SimulationReport report = simulations.apply(seed).run();
        synchronized (coverage) {
            done++;
            coverage.add(report.coverage());
            simulatedNs += report.simulatedNs();
            events += report.events();
            committed += report.committed();
            checked += report.served().checked();
            if (slowestCheck == null
                    || report.served().checkNs() > slowestCheck.served().checkNs()) {
                slowestCheck = report;
            }
        }
    }

    private void await(final Future<?> run, final Consumer<String> progress)
            throws InterruptedException {
        while (true) {
            try {
                run.get(TELL_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (final TimeoutException stillRunning) {
                progress.accept(progress());
            } catch (final ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    private String progress() {
        synchronized (coverage) {
            return String.format("%d of %d seeds, %.1f simulated hours, no rule broken", done,
                    seeds, hours());
        }
    }

    private double hours() {
        return simulatedNs / 3600e9;
    }

    /** Faults that should have struck in so many seeds, and never did. */
    public List<Fault> missing() {
        return seeds >= ENOUGH_FOR_ALL_FAULTS ? coverage.missing() : List.of();
    }

    /** What all of them went through, in lines. */
    public List<String> report() {
        final List<String> lines = new ArrayList<>(List.of(
                String.format("seeds               %,d, from %d on", done, firstSeed),
                String.format("simulated hours     %.1f", hours()),
                String.format("events              %,d", events),
                String.format("commands committed  %,d", committed),
                String.format("operations checked  %,d for linearizability", checked),
                String.format("slowest check       %.1f ms: %,d operations of seed %d",
                        slowestCheck.served().checkNs() / 1e6, slowestCheck.served().checked(),
                        slowestCheck.seed()),
                "faults struck       " + coverage.toString().replace(", ", "\n"
                        + " ".repeat(20)),
                "what they struck"));
        lines.addAll(new CoverageTable(coverage).lines());
        return lines;
    }
}
