package io.quorate.client;

import io.quorate.node.Outcome;
import io.quorate.node.Overload;

/**
 * The leader refused a call for want of room, until the call's time was up or at once, as the
 * client was told; nothing was executed.
 */
public final class OverloadedException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient Overload overload;

    OverloadedException(final Overload overload) {
        super(Outcome.OVERLOADED, overload + "; nothing was executed, try again with less load");
        this.overload = overload;
    }

    /** Which breaker tripped, and its numbers at the last attempt; null once deserialised. */
    public Overload overload() {
        return overload;
    }
}
