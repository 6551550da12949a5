package io.quorate.transport.aeron;

/**
 * When whoever polls turns an invoked driver that all of a loop share: where nobody has turned it
 * since this one polled last, where much is on its way, and where this one hears nothing while
 * something waits to go out. One turn takes what was said to those who hear it; more would cost
 * system calls and find nothing.
 */
final class Turns {
    private final AeronDriver driver;
    private long seen;

    Turns(final AeronDriver driver) {
        this.driver = driver;
        seen = driver.turns();
    }

    /** Before it listens; returns how much work was done. */
    int first() {
        if (driver.turns() == seen || driver.isPouring()) {
            return turn();
        }
        driver.claim();
        seen = driver.turns();
        return 0;
    }

    /** Whether who has heard nothing may hear something after one more {@link #turn}. */
    boolean isDue() {
        return driver.hasToSend();
    }

    int turn() {
        final int work = driver.turn();
        seen = driver.turns();
        return work;
    }
}
