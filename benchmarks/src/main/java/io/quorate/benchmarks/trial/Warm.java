package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.LeaderPipe;

/** What has run in a JVM before its first trial: cold and warm are two results. */
public enum Warm {
    /** Nothing: not even the path of a commit is compiled. */
    NONE("none", 0),
    /** Commits, as in a process that has served for a while and never saw an election. */
    COMMITS("commits", 0),
    /** Commits, and some trials like those to come. */
    ELECTIONS("elections", 20),
    /** Commits, and so many trials that their path is compiled too: what the protocol costs. */
    HOT("hot", 1_000);

    private static final int COMMITTED = 20_000;
    private static final int WINDOW = 64;

    private final String label;
    private final int trials;

    Warm(final String label, final int trials) {
        this.label = label;
        this.trials = trials;
    }

    /**
     * The one of that label.
     *
     * @throws IllegalArgumentException naming the labels that there are
     */
    public static Warm ofLabel(final String label) {
        for (final Warm warm : values()) {
            if (warm.label.equals(label)) {
                return warm;
            }
        }
        throw new IllegalArgumentException(
                "warm must be none, commits, elections or hot, not '" + label + "'");
    }

    /** Runs it. */
    public void warm(final ClusterRig rig, final Experiment experiment) {
        if (this != NONE) {
            commit(rig);
        }
        for (int i = 0; i < trials; i++) {
            experiment.prepare();
            experiment.perform();
            experiment.recover();
        }
    }

    /** A false election on a busy machine does not count: the next leader goes on. */
    private static void commit(final ClusterRig rig) {
        long left = COMMITTED;
        while (left > 0) {
            try (LeaderPipe pipe = new LeaderPipe(rig, WINDOW)) {
                left -= commit(pipe, rig.config().payload(), left);
            }
        }
    }

    private static long commit(final LeaderPipe pipe, final int payload, final long commands) {
        final ClosedLoop client = new ClosedLoop(pipe, WINDOW, payload);
        try {
            client.complete(commands);
            client.drain();
        } catch (final LeaderPipe.LostOfficeException e) {
            return pipe.completed();
        }
        return pipe.completed();
    }
}
