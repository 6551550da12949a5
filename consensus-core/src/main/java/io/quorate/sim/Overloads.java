package io.quorate.sim;

import io.quorate.node.AdmissionLimits;

/** How much the members of a run take on before their breakers trip. */
final class Overloads {
    private static final long BYTES_MIN = 2_200;         // one command of the longest
    private static final long BYTES_MAX = 40_000;

    private Overloads() {
    }

    /** Nothing is refused in most runs; in others a few commands at once are too much. */
    static AdmissionLimits draw(final Chance chance) {
        return chance.is(0.6) ? AdmissionLimits.off()
                : new AdmissionLimits(drawLimit(chance), drawLimit(chance), drawLimit(chance),
                        drawLimit(chance), 100);
    }

    private static long drawLimit(final Chance chance) {
        return chance.is(0.4) ? 0 : chance.magnitude(BYTES_MIN, BYTES_MAX);
    }
}
