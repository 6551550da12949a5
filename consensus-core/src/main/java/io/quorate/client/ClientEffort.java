package io.quorate.client;

import io.quorate.node.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a client's calls have cost beyond their answers: attempts, refusals that it tried again
 * after, members that it gave a rest. Counted by the client's thread; any thread reads.
 */
public final class ClientEffort {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong rests = new AtomicLong();
    private final AtomicLongArray refusals = new AtomicLongArray(OUTCOMES.length);

    ClientEffort() {
    }

    void sent(final boolean isAgain) {
        sent.lazySet(sent.get() + 1);
        if (isAgain) {
            repeated.lazySet(repeated.get() + 1);
        }
    }

    void rested() {
        rests.lazySet(rests.get() + 1);
    }

    @SuppressWarnings("EnumOrdinal")
    void refused(final Outcome outcome) {
        refusals.lazySet(outcome.ordinal(), refusals.get(outcome.ordinal()) + 1);
    }

    /** Commands sent, every attempt counted. */
    public long sent() {
        return sent.get();
    }

    /** Commands sent that had been sent before. */
    public long repeated() {
        return repeated.get();
    }

    /** How often a member was given a rest, as it did not answer in time or was gone. */
    public long rests() {
        return rests.get();
    }

    /** Replies after which a call was tried again, by kind; those that there were. */
    @SuppressWarnings("EnumOrdinal")
    public Map<Outcome, Long> refusals() {
        final Map<Outcome, Long> counted = new TreeMap<>();
        for (final Outcome outcome : OUTCOMES) {
            if (refusals.get(outcome.ordinal()) > 0) {
                counted.put(outcome, refusals.get(outcome.ordinal()));
            }
        }
        return counted;
    }
}
