package io.quorate.peers.quorate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Commands that the leader had no room for, to be offered again before any other. Answers of those
 * that were offered after them wait for theirs, so that all are told in the order of the numbers.
 */
final class Refusals {
    private final Deque<Long> toOffer = new ArrayDeque<>();
    private final TreeSet<Long> unanswered = new TreeSet<>();
    private final TreeSet<Long> held = new TreeSet<>();

    /** The leader had no room for that command. */
    void refused(final long number) {
        toOffer.add(number);
        unanswered.add(number);
    }

    /** The command was committed: tells of it, and of what waited for it, unless it has to wait. */
    void committed(final long number, final LongConsumer listener) {
        if (unanswered.isEmpty()) {
            listener.accept(number);
            return;
        }
        unanswered.remove(number);
        held.add(number);
        while (!held.isEmpty() && (unanswered.isEmpty() || held.first() < unanswered.first())) {
            listener.accept(held.pollFirst());
        }
    }

    /** Offers what was refused, the oldest first, until one is not taken. */
    void offer(final LongPredicate submit) {
        while (!toOffer.isEmpty() && submit.test(toOffer.peek())) {
            toOffer.remove();
        }
    }

    /** Whether all that was refused has been offered again. */
    boolean areOffered() {
        return toOffer.isEmpty();
    }

    /** Nothing that was refused is wanted any more. */
    void forget() {
        toOffer.clear();
        unanswered.clear();
        held.clear();
    }
}
