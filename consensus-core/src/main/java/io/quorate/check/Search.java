package io.quorate.check;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of one key's operations that explains every answer: depth first, one operation
 * after the other (Wing and Gong 1993), each node once (Lowe 2017).
 *
 * <p>An operation whose answer is unknown may be left out, so it is taken only where it is of use,
 * and then as late as possible: not when what comes next would have gone the same way without it,
 * or before it. Whatever order there is, there is one like that, so nothing is missed; and hundreds
 * of unknown writes do not make the search explode.
 */
final class Search<S, C> {
    /** One operation in its place, and what was true before it. */
    private record Step<S>(int candidate, S state, int newest, S before, int highest) {
    }

    private static final int NONE = -1;

    private final Model<S, C> model;
    private final List<Operation<C>> answered;
    private final List<Operation<C>> unknown;
    private final Timeline timeline;
    private final long[] isOrdered;             // of the answered
    private final long[] isUsed;                // of the unknown
    private final Set<Node> visited = new HashSet<>();
    private final Set<S> states = new HashSet<>();
    private final Deque<Step<S>> steps = new ArrayDeque<>();
    private S state;
    private int newest = NONE;                      // the last in order if unknown, else NONE
    private S before;                           // what was true before that one
    private int highest = NONE;                 // of the answered in order
    private long asked;

    Search(final Model<S, C> model, final S initial, final List<Operation<C>> operations) {
        this.model = model;
        final List<Operation<C>> byCall = operations.stream()
                .sorted(Comparator.comparingLong(Operation::callNs)).toList();
        answered = byCall.stream().filter(Operation::isAnswered).toList();
        unknown = byCall.stream().filter(operation -> !operation.isAnswered()).toList();
        timeline = new Timeline(answered);
        isOrdered = new long[(answered.size() >> 6) + 1];
        isUsed = new long[(unknown.size() >> 6) + 1];
        state = initial;
        states.add(initial);
    }

    /** Looks until it knows, or has asked the model so many times. */
    Verdict.Result run(final long maxSteps) {
        int candidate = timeline.first();
        while (!timeline.isEmpty()) {
            candidate = settleOn(candidate);
            if (candidate >= 0) {
                if (asked >= maxSteps) {
                    return Verdict.Result.UNDECIDED;
                }
                candidate = attempt(candidate) ? timeline.first() : after(candidate);
            } else if (steps.isEmpty()) {
                return Verdict.Result.VIOLATION;
            } else {
                candidate = undo();
            }
        }
        return Verdict.Result.LINEARIZABLE;
    }

    /** The next operation, from there on, that may come now; negative if there is none. */
    private int settleOn(final int from) {
        if (from < timeline.end()) {
            return Timeline.isCall(from) ? from : settleOn(timeline.end() + 1);
        }
        final long limitNs = answered.get(timeline.firstToReturn()).returnNs();
        int index = from - timeline.end() - 1;
        while (index < unknown.size() && isUsed(index)) {
            index++;
        }
        return index < unknown.size() && unknown.get(index).callNs() <= limitNs
                ? timeline.end() + 1 + index : -1;
    }

    private int after(final int candidate) {
        return candidate < timeline.end() ? timeline.after(candidate) : candidate + 1;
    }

    private boolean isUsed(final int index) {
        return (isUsed[index >> 6] & 1L << index) != 0;
    }

    /** Takes an operation next, unless it can't be, is of no use, or was tried before. */
    private boolean attempt(final int candidate) {
        final S next = step(state, candidate);
        if (next == null || !isAnswered(candidate) && next.equals(state)
                || newest != NONE && isNewestIdle(candidate, next)) {
            return false;
        }
        steps.push(new Step<>(candidate, state, newest, before, highest));
        before = isAnswered(candidate) ? null : state;
        newest = isAnswered(candidate) ? NONE : candidate;
        state = next;
        states.add(next);
        flip(candidate);
        if (visited.add(new Node(ordered(), state, before))) {
            return true;
        }
        undo();
        return false;
    }

    /** Whether the newest, which is unknown, could be left out or come after this one as well. */
    private boolean isNewestIdle(final int candidate, final S next) {
        final S without = step(before, candidate);
        return without != null && (next.equals(without)
                || (isAnswered(candidate) || candidate < newest)
                        && next.equals(step(without, newest)));
    }

    private boolean isAnswered(final int candidate) {
        return candidate < timeline.end();
    }

    private S step(final S from, final int candidate) {
        asked++;
        return isAnswered(candidate)
                ? model.step(from, answered.get(Timeline.operationOf(candidate)).call(), true)
                : model.step(from, unknown.get(candidate - timeline.end() - 1).call(), false);
    }

    /** Takes the last operation back, and goes on behind it. */
    private int undo() {
        final Step<S> step = steps.pop();
        final int candidate = step.candidate;
        flip(candidate);
        state = step.state;
        newest = step.newest;
        before = step.before;
        highest = step.highest;
        return after(candidate);
    }

    /** Puts an operation in order, or takes it out. */
    private void flip(final int candidate) {
        if (candidate > timeline.end()) {
            final int index = candidate - timeline.end() - 1;
            isUsed[index >> 6] ^= 1L << index;
            return;
        }
        final int operation = Timeline.operationOf(candidate);
        final boolean isIn = (isOrdered[operation >> 6] & 1L << operation) != 0;
        isOrdered[operation >> 6] ^= 1L << operation;
        if (isIn) {
            timeline.putBack(operation);
        } else {
            timeline.takeOut(operation);
            highest = Math.max(highest, operation);
        }
    }

    /** What is used of the unknown, and of the answered those behind the first that is left. */
    private long[] ordered() {
        final int first = timeline.isEmpty() ? answered.size()
                : Timeline.operationOf(timeline.first());
        final int from = first >> 6;
        final int words = Math.max(0, (highest >> 6) + 1 - from);
        final long[] all = new long[isUsed.length + 2 + words];
        System.arraycopy(isUsed, 0, all, 0, isUsed.length);
        all[isUsed.length] = first;
        all[isUsed.length + 1] = newest;
        System.arraycopy(isOrdered, from, all, isUsed.length + 2, words);
        return all;
    }

    /** How often the model was asked. */
    long asked() {
        return asked;
    }

    /** Every state that was come to. */
    Set<S> states() {
        return states;
    }
}
