package io.quorate.benchmarks.rig;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parameter that is one of few words. */
final class Choice {
    private Choice() {
    }

    /**
     * The value of that label.
     *
     * @throws IllegalArgumentException naming the parameter and its words if there is none
     */
    static <T> T of(final String param, final String label, final T[] values,
            final Function<T, String> labelOf) {
        return Stream.of(values).filter(value -> labelOf.apply(value).equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(param + " must be "
                        + Stream.of(values).map(labelOf).collect(Collectors.joining(" or "))
                        + ", not '" + label + "'"));
    }
}
