package io.quorate.transport.aeron;

import io.aeron.Aeron;
import org.agrona.concurrent.AgentInvoker;

/**
 * What whoever polls turns besides: its Aeron client, and an invoked driver that all of a loop
 * share. That one is turned where one polls for the second time and nobody has done so meanwhile,
 * where much is on its way, and where one hears nothing while something waits to go out, or was
 * sent to it. One turn takes what was said to those who hear it; more would cost system calls and
 * find nothing.
 */
final class Turns {
    private static final int WORDS_MAX = 100;
    private static final int POLLS_PER_LOOK = 4;         // at what the driver says: not for frames

    private final AeronDriver driver;
    private final AgentInvoker client;
    private final int ear;
    private long seen;
    private boolean isFresh;
    private int polls;

    /** Turns for that member, or 0 for a client. */
    Turns(final AeronDriver driver, final Aeron aeron, final int ear) {
        this.ear = ear;
        this.driver = driver;
        client = aeron.conductorAgentInvoker();
        seen = driver.turns();
    }

    /** Before it listens; returns how much work was done. */
    int first() {
        polls++;
        final boolean isDue = driver.turns() == seen && !isFresh || driver.isPouring()
                || driver.owed(ear) > 1;
        final int work = isDue ? turn() : skip();
        return work + (isTimeToLook() ? runClient() : 0);
    }

    /** Whether this is one of the polls that also look after what seldom changes. */
    boolean isTimeToLook() {
        return polls % POLLS_PER_LOOK == 0;
    }

    /** After it has heard nothing; returns 0 if there can be nothing more to hear. */
    int again() {
        return driver.hasToSend() || driver.owed(ear) > 0 ? turn() : 0;
    }

    private int turn() {
        final int work = driver.turn();
        seen = driver.turns();
        isFresh = true;
        return work;
    }

    private int skip() {
        driver.claim();
        isFresh = driver.turns() != seen;
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
