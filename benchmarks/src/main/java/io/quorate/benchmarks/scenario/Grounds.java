package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.remote.Injector;
import io.quorate.benchmarks.remote.RemoteCluster;

/** Makes grounds for scenarios. */
public final class Grounds {
    private Grounds() {
    }

    /** Members of this JVM. */
    public static Ground inProcess(final Scenario scenario, final long seed) {
        return new RigGround(scenario, seed);
    }

    /** The simulator. */
    public static Ground virtual(final Scenario scenario, final long seed) {
        return new VirtualGround(scenario, seed);
    }

    /**
     * Members that run elsewhere.
     *
     * @param injector what does faults to them; null where none is done but an order. The ground
     *                 takes it over
     * @throws BadInputException if the scenario does not suit them, or does what the injector can't
     */
    public static Ground remote(final Scenario scenario, final RemoteCluster cluster,
            final Injector injector) {
        try {
            RemoteGround.requirePossible(scenario, cluster, injector);
            return new RemoteGround(cluster, injector);
        } catch (final RuntimeException e) {
            if (injector != null) {
                injector.close();
            }
            throw e;
        }
    }

    /**
     * Processes of this host.
     *
     * @throws BadInputException if the scenario does what cannot be done to a process from outside
     */
    public static Ground processes(final Scenario scenario) {
        ProcessFaults.requirePossible(scenario, WallClock.library() != null);
        if (!scenario.config().wire().transport().equals("aeron-udp")) {
            throw new BadInputException("--processes needs transport = \"aeron-udp\", not "
                    + scenario.config().wire().transport() + ", which stays within one process");
        }
        return new ProcessGround(scenario);
    }
}
