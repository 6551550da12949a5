package io.quorate.benchmarks.fault;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Infirmities;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.node.HealthLimits;
import java.util.concurrent.TimeUnit;

/** Does to the members of a rig what can be done to any. One thread. */
public final class FaultyRig {
    private final ClusterRig rig;
    private final Infirmities infirmities;               // null where processes can only end

    /**
     * A rig on which that fault can be done again and again. One that ends a process needs nothing
     * of its members, who are bare then, as in any measurement.
     */
    public static FaultyRig launch(final RigConfig config, final Fault fault) {
        if (fault.endsProcess()) {
            return new FaultyRig(ClusterRig.launch(config), null);
        }
        final HealthLimits health =
                fault == Fault.DISK_STALL ? ofDisks(config) : HealthLimits.off();
        final Infirmities infirmities = new Infirmities(config.nodes() + config.observers()) {
            @Override
            public HealthLimits health() {
                return health;
            }
        };
        return new FaultyRig(ClusterRig.launch(config, infirmities), infirmities);
    }

    /**
     * A leader whose disk stalls hands over. No other health is asked for: on a busy machine all
     * members have late cycles, and then hesitate to stand.
     */
    private static HealthLimits ofDisks(final RigConfig config) {
        final HealthLimits usual = HealthLimits.of(
                TimeUnit.MILLISECONDS.toNanos(config.electionTimeoutMinMs()),
                TimeUnit.MILLISECONDS.toNanos(config.electionTimeoutMaxMs()));
        return new HealthLimits(usual.diskNs(), 0, 0, usual.patienceNs(), usual.quietNs(),
                usual.standAfter());
    }

    /** The rig itself. */
    public ClusterRig rig() {
        return rig;
    }

    /** A rig that was launched with those infirmities. */
    public FaultyRig(final ClusterRig rig, final Infirmities infirmities) {
        this.rig = rig;
        this.infirmities = infirmities;
    }

    /** Does it, until it is {@link #mend mended}. */
    public void strike(final Member member, final Fault fault, final Weight by) {
        switch (fault) {
            case CRASH, KILL9 -> rig.crash(member);
            case PAUSE -> infirmities.stand(member.id(), true);
            case PARTITION -> lose(member, 1, 1);
            case ONE_WAY -> lose(member, 1, 0);
            case LOSSY_LINK -> lose(member, by.share(), by.share());
            case DISK_STALL -> infirmities.stall(member.id(), true);
            case SLOW_NODE -> infirmities.slow(member.id(), by.byNs());
            case CLOCK_STEP -> infirmities.stepClock(member.id(), by.byNs());
            case TRANSFER -> member.transfer();
        }
    }

    /** Makes it good again. */
    public void mend(final Member member, final Fault fault) {
        switch (fault) {
            case CRASH, KILL9 -> rig.restart(member);
            case PAUSE -> infirmities.stand(member.id(), false);
            case PARTITION, ONE_WAY, LOSSY_LINK -> lose(member, 0, 0);
            case DISK_STALL -> infirmities.stall(member.id(), false);
            case SLOW_NODE -> infirmities.slow(member.id(), 0);
            case CLOCK_STEP, TRANSFER -> {
                // over at once
            }
        }
    }

    private void lose(final Member member, final double said, final double heard) {
        infirmities.wires().loseOf(member.id(), said, heard);
    }
}
