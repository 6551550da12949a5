package io.quorate.benchmarks.fault;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Infirmities;
import io.quorate.benchmarks.rig.Member;

/** Does to the members of a rig what can be done to any. One thread. */
public final class FaultyRig {
    private final ClusterRig rig;
    private final Infirmities infirmities;

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
        for (final Member other : rig.members()) {
            if (other != member) {
                infirmities.wires().lose(member.id(), other.id(), said);
                infirmities.wires().lose(other.id(), member.id(), heard);
            }
        }
    }
}
