package io.quorate.benchmarks.history;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.Wires;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Strikes one member after the other, each kind in its turn, with quiet between. */
final class Faults {
    private static final FaultKind[] KINDS = FaultKind.values();
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long TROUBLE_NS = TimeUnit.MILLISECONDS.toNanos(400);

    private final ClusterRig rig;
    private final Wires wires;
    private final SplittableRandom random;
    private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
    private Member victim;                      // null while there is no trouble
    private FaultKind kind;
    private long lostBefore;
    private long nextNs;
    private int strikes;

    Faults(final ClusterRig rig, final Wires wires, final long seed, final long nowNs) {
        this.rig = rig;
        this.wires = wires;
        random = new SplittableRandom(seed);
        nextNs = nowNs + QUIET_NS;
        for (final FaultKind each : KINDS) {
            struck.put(each, 0);
        }
    }

    void turn(final long nowNs) {
        if (nowNs - nextNs < 0) {
            return;
        }
        if (victim == null) {
            strike();
            nextNs = nowNs + (kind == FaultKind.RESTART ? 0 : 1 + random.nextLong(TROUBLE_NS));
        } else {
            end();
            nextNs = nowNs + QUIET_NS / 2 + random.nextLong(QUIET_NS);
        }
    }

    /** The leader half of the time, as most depends on it. */
    private void strike() {
        final Member leader = rig.leader();
        victim = leader != null && random.nextBoolean() ? leader
                : rig.members().get(random.nextInt(rig.members().size()));
        kind = KINDS[strikes++ % KINDS.length];
        lostBefore = wires.lost();
        if (kind == FaultKind.PARTITION) {
            cut(victim.id());
        } else {
            rig.crash(victim);
        }
    }

    private void cut(final int id) {
        final int how = random.nextInt(3);
        for (final Member other : rig.members()) {
            if (other.id() != id && how != 1) {
                wires.cut(id, other.id());
            }
            if (other.id() != id && how != 2) {
                wires.cut(other.id(), id);
            }
        }
    }

    /** All trouble is over; counted if it was felt. */
    void end() {
        if (victim == null) {
            return;
        }
        if (kind == FaultKind.PARTITION) {
            wires.healAll();
        } else {
            rig.restart(victim);
        }
        if (kind != FaultKind.PARTITION || wires.lost() > lostBefore) {
            struck.merge(kind, 1, Integer::sum);
        }
        victim = null;
    }

    /** How often each kind has truly struck. */
    Map<FaultKind, Integer> struck() {
        return struck;
    }
}
