package io.quorate.sim;

/** Wakes a process at the earliest time that was asked for, but never while it stands still. */
final class Alarm {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventQueue time;
    private final Runnable wake;
    private long wakesAtNs = NEVER;
    private long standsUntilNs;
    private int lives;                           // what was planned for an earlier one is void

    Alarm(final EventQueue time, final Runnable wake) {
        this.time = time;
        this.wake = wake;
    }

    /** Another process begins, or none is left to be woken. */
    void clear() {
        lives++;
        wakesAtNs = NEVER;
        standsUntilNs = 0;
    }

    void after(final long delayNs) {
        final long atNs = Math.max(time.nowNs() + delayNs, standsUntilNs);
        if (atNs < wakesAtNs) {
            final int life = lives;
            wakesAtNs = atNs;
            time.at(atNs, () -> ring(life, atNs));
        }
    }

    private void ring(final int life, final long atNs) {
        if (life != lives || atNs != wakesAtNs) {
            return;
        }
        wakesAtNs = NEVER;
        if (isStanding()) {
            after(0);
        } else {
            wake.run();
        }
    }

    /** The process stands still for so long, whatever happens. */
    void stand(final long durationNs) {
        standsUntilNs = time.nowNs() + durationNs;
        after(durationNs);
    }

    boolean isStanding() {
        return standsUntilNs > time.nowNs();
    }

    /** The process goes on at once; returns by how much earlier than it was to. */
    long goOn() {
        final long leftNs = Math.max(0, standsUntilNs - time.nowNs());
        standsUntilNs = 0;
        return leftNs;
    }
}
