package io.quorate.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The part of a bad history that shows what is wrong with it. The history is cut after the first
 * answer that no order explains, and before the last few answers that contradict each other
 * whatever the key's value was before them.
 */
final class Excerpt<S, C> {
    private static final int LONGEST = 24;

    private final Model<S, C> model;
    private final List<Operation<C>> byReturn;
    private final long maxSteps;

    Excerpt(final Model<S, C> model, final List<Operation<C>> operations, final long maxSteps) {
        this.model = model;
        this.maxSteps = maxSteps;
        byReturn = operations.stream().sorted(Comparator.comparingLong(Operation::returnNs))
                .toList();
    }

    /** The operations, by call; what was still open at the cut has no return. */
    List<String> lines() {
        final List<Operation<C>> prefix = until(firstBadReturnNs());
        final Search<S, C> search = new Search<>(model, model.initial(), prefix);
        search.run(maxSteps);
        final long answered = prefix.stream().filter(Operation::isAnswered).count();
        for (int length = 1; length <= Math.min(LONGEST, answered); length++) {
            final List<Operation<C>> last = last(prefix, length);
            if (isBadFromAll(search.states(), last)) {
                return tell(last);
            }
        }
        return tell(last(prefix, LONGEST));
    }

    private long firstBadReturnNs() {
        int good = 0;
        int bad = (int) byReturn.stream().filter(Operation::isAnswered).count();
        while (bad - good > 1) {
            final int middle = good + bad >>> 1;
            if (isBad(model.initial(), until(byReturn.get(middle - 1).returnNs()))) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return byReturn.get(bad - 1).returnNs();
    }

    /** What was known at a time: what returned later is still open. */
    private List<Operation<C>> until(final long nowNs) {
        final List<Operation<C>> prefix = new ArrayList<>();
        for (final Operation<C> operation : byReturn) {
            if (operation.callNs() <= nowNs) {
                prefix.add(operation.returnNs() <= nowNs ? operation
                        : new Operation<>(operation.client(), operation.key(), operation.call(),
                                operation.callNs(), Operation.NEVER));
            }
        }
        return prefix;
    }

    /** The last few that returned, and all that are open. */
    private List<Operation<C>> last(final List<Operation<C>> prefix, final int answered) {
        final List<Operation<C>> returned = prefix.stream().filter(Operation::isAnswered).toList();
        final List<Operation<C>> last = new ArrayList<>(
                returned.subList(Math.max(0, returned.size() - answered), returned.size()));
        prefix.stream().filter(operation -> !operation.isAnswered()).forEach(last::add);
        return last;
    }

    private boolean isBadFromAll(final Set<S> states, final List<Operation<C>> operations) {
        return states.stream().allMatch(state -> isBad(state, operations));
    }

    private boolean isBad(final S state, final List<Operation<C>> operations) {
        return new Search<>(model, state, operations).run(maxSteps) == Verdict.Result.VIOLATION;
    }

    private List<String> tell(final List<Operation<C>> operations) {
        final long fromNs = operations.stream().filter(Operation::isAnswered)
                .mapToLong(Operation::callNs).min().orElse(0);
        final List<String> lines = new ArrayList<>();
        operations.stream().filter(operation -> operation.callNs() >= fromNs)
                .sorted(Comparator.comparingLong(Operation::callNs))
                .forEach(operation -> lines.add(operation.toString()));
        final long older = operations.stream().filter(each -> each.callNs() < fromNs).count();
        if (older > 0) {
            lines.add("(" + older + " older ones whose answers are unknown do not explain it)");
        }
        return lines;
    }
}
