package io.quorate.storage.segment;

import io.quorate.Threads;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of storage's own that does its duty whenever it is woken and parks in between. Nobody
 * interrupts it: an interrupt would close the file that it is busy with.
 */
final class Helper implements Runnable {
    /** What a helper does. */
    @FunctionalInterface
    interface Duty {
        /** Does a piece of it; false when there was nothing to do. */
        boolean work() throws IOException;
    }

    private final Duty duty;
    private final Failure failure;
    private final Thread thread;
    private volatile boolean isParked;
    private volatile boolean isClosing;

    /** Starts the thread. A duty that throws sets the failure and is never called again. */
    static Helper start(final String name, final Failure failure, final Duty duty) {
        final Helper helper = new Helper(name, failure, duty);
        helper.thread.start();
        return helper;
    }

    private Helper(final String name, final Failure failure, final Duty duty) {
        this.duty = duty;
        this.failure = failure;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    /** Says that there may be something to do. Any thread; costs next to nothing if it is busy. */
    void wake() {
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            boolean isDone = false;
            while (!isDone) {
                final boolean isLastLook = isClosing;
                if (!duty.work()) {
                    isDone = isLastLook;
                    parkUnlessWoken();
                }
            }
        } catch (final IOException | RuntimeException | Error e) {
            failure.set(e);
        }
    }

    /** Who wakes us stores first and then looks whether we are parked; we do the reverse. */
    private void parkUnlessWoken() throws IOException {
        isParked = true;
        if (!isClosing && !duty.work()) {
            LockSupport.park(this);
        }
        isParked = false;
    }

    /** Returns when everything has been done that was to be done before the call. */
    void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
