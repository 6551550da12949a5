package io.quorate.transport.aeron;

import io.aeron.Aeron;
import org.agrona.concurrent.AgentInvoker;

/**
 * What whoever polls turns besides: its Aeron client, and an invoked driver that all of a loop
 * share. That one is turned where nobody has done so since this one polled last, where much is on
 * its way, and where this one hears nothing while something waits to go out. One turn takes what
 * was said to those who hear it; more would cost system calls and find nothing.
 */
final class Turns {
    private static final int WORDS_MAX = 100;

    private final AeronDriver driver;
    private final AgentInvoker client;
    private long seen;

    Turns(final AeronDriver driver, final Aeron aeron) {
        this.driver = driver;
        client = aeron.conductorAgentInvoker();
        seen = driver.turns();
    }

    /** Before it listens; returns how much work was done. */
    int first() {
        return (driver.turns() == seen || driver.isPouring() ? turn() : skip()) + runClient();
    }

    /** After it has heard nothing; returns 0 if there can be nothing more to hear. */
    int again() {
        return driver.hasToSend() ? turn() : 0;
    }

    private int turn() {
        final int work = driver.turn();
        seen = driver.turns();
        return work;
    }

    private int skip() {
        driver.claim();
        seen = driver.turns();
        return 0;
    }

    /** The driver tells every client of everything: one word at a time would be too slow. */
    private int runClient() {
        int words = 0;
        while (client.invoke() > 0 && words < WORDS_MAX) {
            words++;
        }
        return words;
    }
}
