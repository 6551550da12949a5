package io.quorate.sim;

import io.quorate.node.HealthLimits;
import io.quorate.port.Durability;
import io.quorate.port.StateMachine;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A whole cluster in virtual time, decided by one seed: the production duty cycle of 1 to 7 nodes
 * over simulated wires, disks and clocks that fail in many ways, clients that submit commands, and
 * checkers that look after every event. Put your own state machine through it:
 * <pre>
 *   Simulation.of(seed).nodes(5).minutes(5).stateMachine(Bank::new).commands(Bank::draw).run();
 * </pre>
 * A rule seen broken ends in a {@link SimulationFailure} that tells how to replay it. One thread;
 * several simulations may run side by side.
 */
public final class Simulation {
    private static final int TRACE_LINES = 60;

    final long seed;
    int nodes;
    int minutes = 5;
    Durability durability;
    Supplier<StateMachine> stateMachine;
    Function<SplittableRandom, byte[]> commands;
    Consumer<String> traceListener;
    Plant plant = Plant.NONE;
    long driftPpmMax;
    Boolean isChurning;
    Boolean isAmbushed;
    HealthLimits health;
    Long probeNs;
    private String replay = "Simulation.of(%dL).trace(listener).run()";

    private Simulation(final long seed) {
        this.seed = seed;
    }

    /** The simulation of that seed; what is not set is drawn from it. */
    public static Simulation of(final long seed) {
        return new Simulation(seed);
    }

    /** How many members the cluster has: 1 to 7. */
    public Simulation nodes(final int nodes) {
        if (nodes < 1 || nodes > 7) {
            throw new IllegalArgumentException("nodes must be 1 to 7, not " + nodes);
        }
        this.nodes = nodes;
        return this;
    }

    /** How long trouble lasts, in virtual minutes: 1 or more, 5 unless set. */
    public Simulation minutes(final int minutes) {
        if (minutes < 1) {
            throw new IllegalArgumentException("minutes must be 1 or more, not " + minutes);
        }
        this.minutes = minutes;
        return this;
    }

    /** Whether members come, go and change their roles: some of the nodes are there to join. */
    public Simulation churn(final boolean isChurning) {
        this.isChurning = isChurning;
        return this;
    }

    /** Whether trouble lies in wait: within duty cycles, and where a configuration is joint. */
    Simulation ambushes(final boolean isAmbushed) {
        this.isAmbushed = isAmbushed;
        return this;
    }

    /** What an acknowledged entry survives; with {@code MEMORY} no process ends. */
    public Simulation durability(final Durability durability) {
        this.durability = durability;
        return this;
    }

    /**
     * Makes the state machine of a node, anew for each life of its process. It must be
     * deterministic; its replies have at most 256 bytes.
     */
    public Simulation stateMachine(final Supplier<StateMachine> stateMachine) {
        this.stateMachine = stateMachine;
        return this;
    }

    /** Makes what clients submit, of at most 2,000 bytes, by that generator alone. */
    public Simulation commands(final Function<SplittableRandom, byte[]> commands) {
        this.commands = commands;
        return this;
    }

    /** Is told everything that happens, in words; without it a failure tells the end alone. */
    public Simulation trace(final Consumer<String> listener) {
        traceListener = listener;
        return this;
    }

    /** The command that a failure names for its replay; {@code %d} stands for the seed. */
    public Simulation replayWith(final String command) {
        replay = command;
        return this;
    }

    /** Leases are on, and the rates of clocks may be that wrong, in millionths. */
    Simulation leases(final long driftPpm) {
        driftPpmMax = driftPpm;
        isAmbushed = true;
        return this;
    }

    /** What members bear before they count as unhealthy. */
    Simulation health(final HealthLimits limits) {
        health = limits;
        return this;
    }

    /** How often members ask their disks whether they are well; 0 for never. */
    Simulation probes(final long intervalNs) {
        probeNs = intervalNs;
        return this;
    }

    Simulation plant(final Plant planted) {
        plant = planted;
        return this;
    }

    /**
     * Runs it.
     *
     * @throws SimulationFailure when a rule was seen broken
     */
    public SimulationReport run() {
        final Run run = new Run(this);
        try {
            return run.toTheEnd();
        } catch (final Violation violation) {
            throw failure(run, violation.getMessage(), null);
        } catch (final RuntimeException e) {
            throw failure(run, String.valueOf(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private SimulationFailure failure(final Run run, final String sentence, final Throwable e) {
        return new SimulationFailure(seed, sentence, String.format(replay, seed),
                run.describe(), run.trace().newest(TRACE_LINES), e);
    }
}
