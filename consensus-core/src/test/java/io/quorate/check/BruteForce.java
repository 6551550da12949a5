package io.quorate.check;

import java.util.ArrayList;
import java.util.List;

/** Tries every order of every choice of the unknown: right because it is too simple to be wrong. */
final class BruteForce {
    private BruteForce() {
    }

    static <S, C> boolean isLinearizable(final List<Operation<C>> left, final Model<S, C> model,
            final S state) {
        if (left.stream().noneMatch(Operation::isAnswered)) {
            return true;
        }
        for (final Operation<C> next : left) {
            if (left.stream().noneMatch(other -> other.returnNs() < next.callNs())) {
                final S after = model.step(state, next.call(), next.isAnswered());
                final List<Operation<C>> others = new ArrayList<>(left);
                others.remove(next);
                if (after != null && isLinearizable(others, model, after)) {
                    return true;
                }
            }
        }
        return false;
    }
}
