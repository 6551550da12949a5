package io.quorate.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether one given order explains a history: the proof that a search would look for, where the
 * order is known already, as from a log. It takes one pass, however many operations overlap.
 */
public final class Order {
    private Order() {
    }

    /**
     * Whether no operation comes after one that was called when it had returned, and each answer is
     * what the model gives.
     *
     * @param operations in that order: all that were answered, and those of the others that
     *                   happened
     */
    public static <S, C> boolean explains(final List<Operation<C>> operations,
            final Model<S, C> model) {
        return keepsTime(operations) && givesTheAnswers(operations, model);
    }

    private static boolean keepsTime(final List<? extends Operation<?>> operations) {
        long firstReturnNs = Operation.NEVER;
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i).callNs() > firstReturnNs) {
                return false;
            }
            firstReturnNs = Math.min(firstReturnNs, operations.get(i).returnNs());
        }
        return true;
    }

    private static <S, C> boolean givesTheAnswers(final List<Operation<C>> operations,
            final Model<S, C> model) {
        final Map<String, S> states = new HashMap<>();
        for (final Operation<C> operation : operations) {
            final S state = states.getOrDefault(operation.key(), model.initial());
            final S next = model.step(state, operation.call(), operation.isAnswered());
            if (next == null) {
                return false;
            }
            states.put(operation.key(), next);
        }
        return true;
    }
}
