package io.quorate.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What clients asked and were told, in the order in which it happened. Each event counts as at
 * least a nanosecond later than the one before, so that no order is in doubt. One thread.
 *
 * @param <C> what can be asked of the model
 */
public final class History<C> {
    private final List<Operation<C>> operations = new ArrayList<>();
    private long lastNs = Long.MIN_VALUE;

    /** Nothing yet. */
    public History() {
    }

    /** A client asks something; returns the operation's number. */
    public int called(final int client, final String key, final C call, final long nowNs) {
        operations.add(new Operation<>(client, key, call, next(nowNs), Operation.NEVER));
        return operations.size() - 1;
    }

    /** An operation got its answer, which {@code call} has now. */
    public void answered(final int number, final C call, final long nowNs) {
        final Operation<C> asked = operations.get(number);
        operations.set(number, new Operation<>(asked.client(), asked.key(), call, asked.callNs(),
                next(nowNs)));
    }

    /** An operation was refused: it surely never happened, and never will. */
    public void refused(final int number) {
        operations.set(number, null);
    }

    private long next(final long nowNs) {
        lastNs = Math.max(nowNs, lastNs + 1);
        return lastNs;
    }

    /** The operation of that number, as far as it has come; null if it was refused. */
    public Operation<C> get(final int number) {
        return operations.get(number);
    }

    /** All but the refused; what was never answered is unknown. */
    public List<Operation<C>> operations() {
        return operations.stream().filter(operation -> operation != null).toList();
    }
}
