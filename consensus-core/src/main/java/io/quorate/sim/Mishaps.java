package io.quorate.sim;

import io.quorate.node.Clocks;

/**
 * What befalls a process within a duty cycle, at one of its steps: a call of a port or a reading of
 * the clock. It may end there, or stand still, so that what was decided before is said long after:
 * until it goes on, all else does. One process at a time stands like that.
 */
final class Mishaps {
    private final World world;
    private final SimulatedNode node;
    private final Chance chance;
    private int fuse = -1;                               // port calls until the process ends
    private int steps;                                   // until it stands still; 0 for never
    private long standsNs;
    private Doze.Watcher watcher;
    private boolean isInCycle;

    Mishaps(final World world, final SimulatedNode node, final Chance chance) {
        this.world = world;
        this.node = node;
        this.chance = chance;
    }

    /** It begins another life, or its trouble is over. */
    void forget() {
        fuse = -1;
        steps = 0;
    }

    /** A duty cycle begins or ends: only within one does a process stumble. */
    void isInCycle(final boolean isIn) {
        isInCycle = isIn;
    }

    boolean isInCycle() {
        return isInCycle;
    }

    /** The process will end within so many calls of a port. */
    void crashWithin(final int calls) {
        fuse = calls;
    }

    /** A moment at which a crash would hurt more than at others. */
    void onPerilousMoment() {
        if (!world.isHealed && fuse < 0 && chance.is(0.05)
                && world.conditions.troubles().contains(Fault.CRASH_WITHIN_CYCLE)) {
            crashWithin(1 + chance.below(8));
        }
    }

    /** It will stand still for so long, after so many steps within duty cycles; one is told. */
    void stumble(final int afterSteps, final long durationNs, final Doze.Watcher told) {
        steps = afterSteps;
        standsNs = durationNs;
        watcher = told;
    }

    void onPortCall() {
        if (fuse > 0) {
            fuse--;
        }
        if (fuse == 0) {
            throw new SimulatedCrash();
        }
        onStep();
    }

    /** Those clocks, at each reading of which the process may stand still: after it. */
    Clocks clocks(final Clocks clocks) {
        return new Clocks(() -> {
            final long nowNs = clocks.monotonic().nanoTime();
            onStep();
            return nowNs;
        }, clocks.wall());
    }

    private void onStep() {
        if (steps > 0 && isInCycle && --steps == 0
                && !world.isHealed && !world.isStumbling) {
            world.isStumbling = true;
            stand();
            world.isStumbling = false;
        }
    }

    private void stand() {
        final Object life = node.agent();
        final long untilNs = world.time.nowNs() + standsNs;
        world.checks.withinCycle(node);
        world.struck(Fault.PAUSE_WITHIN_CYCLE, node);
        node.stand(standsNs, false);
        watcher.onAsleep(node, standsNs);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = world.time.next(untilNs);
        }
        if (node.agent() != life) {                      // it was ended as it stood
            throw new SimulatedCrash();
        }
    }
}
