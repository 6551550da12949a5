package io.quorate.sim;

import java.util.PriorityQueue;

/**
 * Virtual time: what will happen, in order of its time and then of when it was planned, so that
 * nothing is left to chance. Time moves only from one event to the next.
 */
final class EventQueue {
    private record Planned(long timeNs, long sequence, Runnable event)
            implements
                Comparable<Planned> {
        @Override
        public int compareTo(final Planned other) {
            final int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>(1024);
    private long nowNs;
    private long sequence;
    private long happened;

    /** Nanoseconds since the simulation began. */
    long nowNs() {
        return nowNs;
    }

    /** Plans an event; one that lies in the past happens at once. */
    void at(final long timeNs, final Runnable event) {
        planned.add(new Planned(Math.max(timeNs, nowNs), sequence++, event));
    }

    /** Plans an event for a while from now. */
    void after(final long delayNs, final Runnable event) {
        at(nowNs + delayNs, event);
    }

    /** Lets the next event happen, unless it lies beyond {@code untilNs}: then that is now. */
    boolean next(final long untilNs) {
        final Planned next = planned.peek();
        if (next == null || next.timeNs > untilNs) {
            nowNs = Math.max(nowNs, untilNs);
            return false;
        }
        planned.remove();
        nowNs = next.timeNs;
        happened++;
        next.event.run();
        return true;
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }
}
