package io.quorate.sim;

import java.util.List;

/**
 * A simulation has seen a rule broken. The message says which, with the seed, one command that
 * replays it, and what happened just before.
 */
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final String sentence;

    SimulationFailure(final long seed, final String sentence, final String replay,
            final String conditions, final List<String> trace, final Throwable cause) {
        super("seed " + seed + ": " + sentence + System.lineSeparator()
                + "  replay: " + replay + System.lineSeparator()
                + "  " + conditions + System.lineSeparator() + "  "
                + String.join(System.lineSeparator() + "  ", trace), cause);
        this.seed = seed;
        this.sentence = sentence;
    }

    /** The seed that found it, and finds it again. */
    public long seed() {
        return seed;
    }

    /** The rule that was broken, where and by whom. */
    public String sentence() {
        return sentence;
    }
}
