package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.results.Measure;
import io.quorate.results.Trial;

/**
 * One failover after another: the leader crashes under an open-loop load, and the time runs until a
 * request issued after the crash is committed, which only a leader of a higher term can do.
 */
public final class FailoverTrial implements Experiment {
    private final ClusterRig rig;
    private final OpenLoopClient client;
    private final TrialStart start;
    private Member victim;
    private long faultNs;
    private Phases phases;

    /**
     * Trials on a launched rig of three members or more.
     *
     * @param ratePerSecond requests that the client issues in a second
     * @param seed          decides when in the heartbeat's interval each crash falls
     */
    public FailoverTrial(final ClusterRig rig, final int ratePerSecond, final long seed) {
        requireMajorityWithoutOne(rig.config().nodes());
        this.rig = rig;
        client = new OpenLoopClient(rig, ratePerSecond);
        start = new TrialStart(rig, seed);
    }

    /**
     * Refuses a cluster that one crash brings to a halt.
     *
     * @throws IllegalArgumentException if there are fewer than three members
     */
    public static void requireMajorityWithoutOne(final int nodes) {
        if (nodes < 3) {
            throw new IllegalArgumentException("nodes=" + nodes
                    + " has no majority once the leader is gone: use 3 or more");
        }
    }

    /** Brings the load up, and waits for a moment to crash. */
    @Override
    public void prepare() {
        client.start();
        victim = start.await(client::step);
    }

    /** Crashes the leader; returns when a request issued after that is committed. */
    @Override
    public void perform() {
        faultNs = System.nanoTime();
        client.onFault(faultNs);
        rig.crash(victim);
        rig.await("a commit after the crash", () -> {
            client.step();
            return client.hasRecovered();
        });
    }

    /**
     * Brings the crashed member back, waits until it has caught up, and checks that nothing which
     * was acknowledged is lost and that all applied the same.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if a promise of Raft was broken
     */
    @Override
    public void recover() {
        client.drain();
        phases = Phases.of(rig.marksSince(faultNs), faultNs, client.firstAfterFaultNs());
        client.onRestart(victim);
        rig.restart(victim);
        rig.verify();
        client.verify();
    }

    @Override
    public Trial measured(final Trial trial) {
        return phases.addTo(trial)
                .with(Measure.FAILOVER_NS, client.firstAfterFaultNs() - faultNs)
                .with(Measure.CLIENT_NS, client.firstAfterFaultNs() - phases.establishedNs());
    }

    OpenLoopClient client() {
        return client;
    }
}
