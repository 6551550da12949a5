package io.quorate;

/** How a thread that serves an object is parted with. */
public final class Threads {
    private Threads() {
    }

    /**
     * Returns when that thread, which has been told to end, has ended. Whoever interrupts the
     * caller meanwhile does not shorten that, for half a close is none; it is the caller's to know
     * afterwards.
     */
    public static void awaitEnd(final Thread thread) {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
