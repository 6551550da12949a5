package io.quorate.benchmarks.scenario;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Plays a scenario on a ground, from a healthy cluster to the verdict. */
public final class Play {
    private static final long PATIENCE_NS = 60_000_000_000L;
    private static final long DRAIN_NS = 30_000_000_000L;

    private final Scenario scenario;
    private final Ground ground;
    private final TimeLine timeLine;
    private final Troubles troubles;
    private final Traffic traffic;
    private long faultNs;
    private int next;

    /** A play that has not begun; the ground is its caller's to close. */
    public Play(final Scenario scenario, final Ground ground) {
        this.scenario = scenario;
        this.ground = ground;
        timeLine = new TimeLine(ground, scenario);
        troubles = new Troubles(scenario, ground, timeLine);
        traffic = new Traffic(ground, scenario);
    }

    /**
     * Plays it once. When the load is over all troubles are, so that what was promised can be read.
     *
     * @throws IllegalStateException if the cluster does not come to work at first, if a member
     *                               stops by itself, or if a promise of Raft was broken
     */
    public Performance run() {
        try (traffic) {
            until(PATIENCE_NS, timeLine::isGreen);
            if (!timeLine.isGreen()) {
                throw new IllegalStateException("the cluster has not come to work within 60 s, and"
                        + " so nothing was done to it");
            }
            timeLine.start();
            traffic.start();
            act();
            traffic.stop();
            final long endNs = ground.nowNs();
            timeLine.end();
            troubles.mend("all");
            until(DRAIN_NS, traffic::isAnswered);
            final long readUntilNs = ground.nowNs() + DRAIN_NS;
            final List<String> lost =
                    traffic.readBack(() -> ground.nowNs() - readUntilNs >= 0);
            ground.verify();
            final Impact impact = new Impact(traffic, timeLine.startNs(),
                    faultNs == 0 ? endNs : faultNs, endNs);
            return Performance.of(scenario, ground, timeLine, impact, new Review(
                    scenario.expected(), timeLine, impact, traffic, lost), faultNs);
        }
    }

    private void until(final long patienceNs, final BooleanSupplier holds) {
        final long lateNs = ground.nowNs() + patienceNs;
        while (!holds.getAsBoolean() && ground.nowNs() - lateNs < 0) {
            ground.turn(traffic.step() == 0);
            timeLine.look();
        }
    }

    private void act() {
        final long endNs = timeLine.startNs() + scenario.lengthNs();
        while (ground.nowNs() - endNs < 0) {
            troubles.mendDue();
            while (isDue() && isPossible(scenario.steps().get(next))) {
                take(scenario.steps().get(next++));
            }
            final int work = traffic.step();
            ground.turn(work == 0);
            timeLine.look();
        }
        if (isDue()) {
            take(scenario.steps().get(next));            // which says who was never there
        }
    }

    private boolean isDue() {
        return next < scenario.steps().size() && ground.nowNs() - timeLine.startNs()
                >= scenario.steps().get(next).atNs();
    }

    /** A leader that is to be struck may just be lost, as after a standstill of the host. */
    private boolean isPossible(final Step step) {
        return !(step instanceof Step.Strike strike) || troubles.areThere(strike);
    }

    private void take(final Step step) {
        if (step instanceof Step.Mend mend) {
            troubles.mend(mend.target());
            return;
        }
        faultNs = faultNs == 0 ? ground.nowNs() : faultNs;
        if (step instanceof Step.Strike strike) {
            troubles.strike(strike);
        } else if (step instanceof Step.Rate rate) {
            traffic.rate(rate.perSecond());
            timeLine.note("load of " + String.format("%,d", rate.perSecond()) + " writes/s");
        }
    }
}
