package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Mark;
import io.quorate.benchmarks.rig.Member;
import io.quorate.raft.Role;
import io.quorate.results.Timeline;
import io.quorate.results.Trial;
import java.util.List;

/**
 * One election after another: from its cause until a member other than the new leader hears the new
 * leader's first message. That is t5 - t0, the metric of the Raft thesis; until the entry that
 * opens the term is committed (t6) is told apart, as establishing.
 */
public final class ElectionTrial implements Experiment {
    /** What brings an election about. */
    public enum Cause {
        /** The leader crashes in an idle cluster. */
        CRASH("crash"),
        /** All members start at once, on the logs that they left; opening them is part of it. */
        COLD_START("cold-start");

        private final String label;

        Cause(final String label) {
            this.label = label;
        }

        /**
         * The cause of that label.
         *
         * @throws IllegalArgumentException naming the labels that there are
         */
        public static Cause ofLabel(final String label) {
            for (final Cause cause : values()) {
                if (cause.label.equals(label)) {
                    return cause;
                }
            }
            throw new IllegalArgumentException(
                    "cause must be crash or cold-start, not '" + label + "'");
        }
    }

    private final ClusterRig rig;
    private final Cause cause;
    private final TrialStart start;
    private Member victim;
    private long faultNs;
    private Phases phases;
    private Moments moments;

    /**
     * Trials on a launched rig.
     *
     * @param seed decides when in the heartbeat's interval each crash falls
     */
    public ElectionTrial(final ClusterRig rig, final Cause cause, final long seed) {
        FailoverTrial.requireMajorityWithoutOne(rig.config().nodes());
        this.rig = rig;
        this.cause = cause;
        start = new TrialStart(rig, seed);
    }

    /** Waits for a moment to crash, or stops the whole cluster. */
    @Override
    public void prepare() {
        victim = start.await(() -> {});
        if (cause == Cause.COLD_START) {
            rig.stopAll();
        }
    }

    /** Brings the election about; returns when a new leader was heard. */
    @Override
    public void perform() {
        faultNs = System.nanoTime();
        if (cause == Cause.COLD_START) {
            rig.startAll();
        } else {
            rig.crash(victim);
        }
        rig.await("a new leader", this::isLeaderHeard);
    }

    private boolean isLeaderHeard() {
        final List<Member> members = rig.members();
        for (int i = 0; i < members.size(); i++) {
            final Member hears = members.get(i);
            if (hears.isAlive() && hears.role() == Role.FOLLOWER && isAlive(hears.leaderId())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAlive(final int id) {
        return id > 0 && rig.members().get(id - 1).isAlive();
    }

    /**
     * Lets the new leader establish itself, brings the crashed member back, waits until it has
     * caught up, and checks that all applied the same.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if they did not
     */
    @Override
    public void recover() {
        rig.awaitLeader();
        final List<Mark> marks = rig.marksSince(faultNs);
        phases = Phases.of(marks, faultNs, System.nanoTime());
        moments = (cause == Cause.CRASH
                ? new Moments(faultNs).began(rig.members(), victim, true)
                : new Moments(faultNs).beganCold(rig.members())).marks(marks);
        if (cause == Cause.CRASH) {
            rig.restart(victim);
        }
        rig.verify();
    }

    @Override
    public List<Timeline.Moment> moments() {
        return moments.all();
    }

    @Override
    public Trial measured(final Trial trial) {
        return phases.addTo(trial);
    }
}
