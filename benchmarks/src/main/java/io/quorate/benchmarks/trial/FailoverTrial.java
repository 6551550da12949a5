package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.FaultyRig;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Mark;
import io.quorate.benchmarks.rig.Member;
import io.quorate.results.Measure;
import io.quorate.results.Timeline;
import io.quorate.results.Trial;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One failover after another: a fault strikes the leader under an open-loop load, and the time runs
 * until a request issued after the fault is committed by a member of a later term.
 */
public final class FailoverTrial implements Experiment {
    private final ClusterRig rig;
    private final FaultyRig faulty;
    private final Fault fault;
    private final Weight weight;
    private final OpenLoopClient client;
    private final TrialStart start;
    private Member victim;
    private long faultNs;
    private Phases phases;
    private Moments moments;

    /**
     * Trials on a launched rig of three members or more, whose leader crashes.
     *
     * @param ratePerSecond requests that the client issues in a second
     * @param seed          decides when in the heartbeat's interval each crash falls
     */
    public FailoverTrial(final ClusterRig rig, final int ratePerSecond, final long seed) {
        this(new FaultyRig(rig, null), Fault.CRASH, ratePerSecond, seed);
    }

    /** The same with a fault that the rig was launched for. */
    public FailoverTrial(final FaultyRig faulty, final Fault fault, final int ratePerSecond,
            final long seed) {
        this.faulty = faulty;
        this.fault = fault;
        rig = faulty.rig();
        requireMajorityWithoutOne(rig.config().nodes());
        weight = Weight.crippling(fault,
                TimeUnit.MILLISECONDS.toNanos(rig.config().electionTimeoutMaxMs()));
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

    /**
     * The fault of that name, if it can be done to a leader of this JVM.
     *
     * @throws IllegalArgumentException with a sentence that says why it can't
     */
    public static Fault faultOf(final String label) {
        final Fault fault = Fault.ofLabel(label);
        if (fault == Fault.KILL9) {
            throw new IllegalArgumentException("fault=kill9 needs processes, and these members are"
                    + " threads of one: use fault=crash, or run \"quorate scenario leader-killed"
                    + " --processes --repeat 30\"");
        }
        return fault;
    }

    /** Brings the load up, and waits for a moment to strike. */
    @Override
    public void prepare() {
        client.start();
        victim = start.await(client::step);
        client.brownout().learn();
    }

    /** Strikes the leader; returns when a later one has committed a request issued after that. */
    @Override
    public void perform() {
        final long term = victim.term();
        faultNs = System.nanoTime();
        client.onFault(faultNs, term);
        faulty.strike(victim, fault, weight);
        rig.await("a commit by another leader after fault=" + fault.label(), () -> {
            client.step();
            return client.hasRecovered();
        });
    }

    /**
     * Lets the load go on until it is served as before, then makes the fault good, waits until its
     * victim has caught up, and checks that nothing which was acknowledged is lost and that all
     * applied the same.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if a promise of Raft was broken
     */
    @Override
    public void recover() {
        awaitUsualLatency();
        if (!fault.endsProcess()) {
            faulty.mend(victim, fault);      // what was asked of it is answered then
        }
        client.drain();
        final List<Mark> marks = rig.marksSince(faultNs);
        phases = Phases.of(marks, faultNs, client.firstAfterFaultNs());
        moments = new Moments(faultNs).began(rig.members(), victim, fault.endsProcess())
                .marks(marks);
        client.tellRequests(moments::request);
        if (fault.endsProcess()) {
            client.onRestart(victim);
            faulty.mend(victim, fault);
        }
        rig.verify();
        client.verify();
    }

    /** Or for so long that it is no use to wait any more; the trial does not tell it then. */
    private void awaitUsualLatency() {
        final Brownout brownout = client.brownout();
        final long untilNs = System.nanoTime() + Math.max(TimeUnit.SECONDS.toNanos(1),
                TimeUnit.MILLISECONDS.toNanos(rig.config().electionTimeoutMaxMs()));
        if (brownout.canEnd()) {
            rig.await("a request that is committed in usual time", () -> {
                client.step();
                return brownout.isOver() || client.isSwamped()
                        || System.nanoTime() - untilNs >= 0;
            });
        }
    }

    @Override
    public List<Timeline.Moment> moments() {
        return moments.all();
    }

    @Override
    public Trial measured(final Trial trial) {
        final Trial told = phases.addTo(trial)
                .with(Measure.FAILOVER_NS, client.firstAfterFaultNs() - faultNs)
                .with(Measure.CLIENT_NS, client.firstAfterFaultNs() - phases.establishedNs());
        final Brownout brownout = client.brownout();
        return brownout.isOver()
                ? told.with(Measure.DRAIN_NS, brownout.overNs() - client.firstAfterFaultNs())
                : told;
    }

    OpenLoopClient client() {
        return client;
    }
}
