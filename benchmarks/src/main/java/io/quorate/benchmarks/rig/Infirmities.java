package io.quorate.benchmarks.rig;

import io.quorate.node.Clocks;
import io.quorate.node.FileProbe;
import io.quorate.port.Storage;
import io.quorate.port.Transport;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What members of a rig can suffer without ending: they stand still, are slow, have disks that
 * stall, clocks that jump, ways that lose. Members are fitted with it from the start; until it is
 * used, it costs a few reads in a duty cycle. Set from any thread.
 */
public class Infirmities implements Fitting {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Wires wires;
    private final AtomicIntegerArray isStanding;
    private final AtomicIntegerArray isStalled;
    private final AtomicLongArray slownessNs;
    private final AtomicLongArray stepNs;
    private final long[] nextNs;                         // of slow ones; each member's own thread

    /** None, of so many members, whose ids begin at 1. */
    public Infirmities(final int members) {
        wires = new Wires(members);
        isStanding = new AtomicIntegerArray(members + 1);
        isStalled = new AtomicIntegerArray(members + 1);
        slownessNs = new AtomicLongArray(members + 1);
        stepNs = new AtomicLongArray(members + 1);
        nextNs = new long[members + 1];
    }

    /** The ways between the members. */
    public Wires wires() {
        return wires;
    }

    /** Its threads stand still, or go on. */
    public void stand(final int member, final boolean isStill) {
        isStanding.set(member, isStill ? 1 : 0);
    }

    /** Whether its threads stand still. */
    public boolean stands(final int member) {
        return isStanding.get(member) != 0;
    }

    /** What it writes becomes durable no more, or does again. */
    public void stall(final int member, final boolean isStill) {
        isStalled.set(member, isStill ? 1 : 0);
    }

    private boolean stalls(final int member) {
        return isStalled.get(member) != 0;
    }

    /** Each of its duty cycles takes so much longer. */
    public void slow(final int member, final long byNs) {
        slownessNs.set(member, byNs);
    }

    /** Both of its clocks jump ahead. */
    public void stepClock(final int member, final long byNs) {
        stepNs.addAndGet(member, byNs);
    }

    @Override
    public boolean mayWork(final int member) {
        final long slowNs = slownessNs.get(member);
        if (slowNs == 0) {
            return !stands(member);
        }
        final long nowNs = System.nanoTime();
        if (stands(member) || nowNs - nextNs[member] < 0) {
            return false;
        }
        nextNs[member] = nowNs + slowNs;
        return true;
    }

    @Override
    public Transport transport(final int member, final Transport bare) {
        return wires.over(member, bare);
    }

    @Override
    public Storage storage(final int member, final Storage bare) {
        return StallingStorage.of(bare, () -> stalls(member));
    }

    /** Who asks a disk waits as long as it stalls. */
    @Override
    public FileProbe.Question disk(final int member, final FileProbe.Question bare) {
        return () -> {
            bare.ask();
            while (stalls(member)) {
                LockSupport.parkNanos(LOOK_NS);
            }
        };
    }

    @Override
    public long aheadNs(final int member) {
        return stepNs.get(member);
    }

    @Override
    public Clocks clocks(final int member) {
        return new Clocks(() -> SystemNanoClock.INSTANCE.nanoTime() + aheadNs(member),
                () -> SystemEpochClock.INSTANCE.time()
                        + TimeUnit.NANOSECONDS.toMillis(stepNs.get(member)));
    }
}
