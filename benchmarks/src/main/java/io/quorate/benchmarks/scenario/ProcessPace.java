package io.quorate.benchmarks.scenario;

import io.quorate.Threads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much of the time a process runs: all, none, or a share, for which a thread stops it and has
 * it go on in turns. It runs again at the latest when this is closed or this JVM ends. Told by one
 * thread.
 */
final class ProcessPace implements AutoCloseable {
    private static final int STILL_PER_GOING = 9;
    private static final long GOING_NS_MIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final ProcessSignals signals;
    private boolean isStanding;
    private boolean isResting;                           // in its turn, for it is slow
    private boolean isStopped;                           // what it was told last
    private Thread turns;                                // null while it is not slow
    private volatile long slownessNs;
    private volatile IllegalStateException failure;

    /** Of the process with that id, which runs. */
    ProcessPace(final long pid) {
        signals = new ProcessSignals(pid);
    }

    /** How long one that stands still so long at a time goes on in between. */
    static long goingNs(final long stillNs) {
        return Math.max(GOING_NS_MIN, stillNs / STILL_PER_GOING);
    }

    /** It stands still, or goes on. */
    synchronized void stand(final boolean isStill) {
        isStanding = isStill;
        signal();
    }

    private synchronized void rest(final boolean isStill) {
        isResting = isStill;
        signal();
    }

    private void signal() {
        final boolean isWanted = isStanding || isResting;
        if (isWanted != isStopped) {
            signals.send(isWanted ? "STOP" : "CONT");
            isStopped = isWanted;
        }
    }

    /** It stands still so long, again and again, and goes on in between; 0 ends that. */
    void slow(final long byNs) {
        slownessNs = byNs;
        if (byNs > 0 && turns == null) {
            turns = new Thread(this::takeTurns, "quorate-scenario-slow");
            turns.setDaemon(true);
            turns.start();
        } else if (byNs == 0 && turns != null) {
            LockSupport.unpark(turns);
            Threads.awaitEnd(turns);
            turns = null;
            requireWorks();
            rest(false);
        }
    }

    private void takeTurns() {
        try {
            for (long byNs = slownessNs; byNs > 0; byNs = slownessNs) {
                rest(true);
                await(byNs);
                rest(false);
                await(goingNs(byNs));
            }
        } catch (final IllegalStateException e) {
            failure = e;
        }
    }

    private void await(final long spanNs) {
        final long endNs = System.nanoTime() + spanNs;
        for (long leftNs = spanNs; leftNs > 0 && slownessNs > 0;
                leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    /**
     * Refuses to go on with a process that is slow no more.
     *
     * @throws IllegalStateException if it could not be stopped or told to go on
     */
    void requireWorks() {
        if (failure != null) {
            throw failure;
        }
    }

    /** It goes on, if it is still there. Idempotent. */
    @Override
    public void close() {
        slownessNs = 0;
        if (turns != null) {
            LockSupport.unpark(turns);
            Threads.awaitEnd(turns);
            turns = null;
        }
        signals.close();
    }
}
