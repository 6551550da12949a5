package io.quorate.check;

import java.util.Arrays;
import java.util.Objects;

/**
 * How far a search has come: which operations are in order already, and what that order led to.
 * Two ways to one node go on alike (Lowe 2017), so that only the first is followed.
 */
final class Node {
    private final long[] ordered;
    private final Object state;
    private final Object before;
    private final int hash;

    /**
     * A node.
     *
     * @param ordered which operations are in order, and which of them is last if that matters
     * @param state   what they led to
     * @param before  the state before the last of them if its answer is unknown, else null
     */
    Node(final long[] ordered, final Object state, final Object before) {
        this.ordered = ordered;
        this.state = state;
        this.before = before;
        hash = (Arrays.hashCode(ordered) * 31 + state.hashCode()) * 31 + Objects.hashCode(before);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Node node && hash == node.hash && state.equals(node.state)
                && Objects.equals(before, node.before) && Arrays.equals(ordered, node.ordered);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
