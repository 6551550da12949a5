package io.quorate.check;

import java.util.List;

/**
 * What a check of a history came to. Only {@link Result#LINEARIZABLE} is good news: a check that
 * ran out of steps proves nothing.
 *
 * @param result     what it came to
 * @param operations how many operations were checked
 * @param steps      how many times the model was asked
 * @param key        the key that is not linearizable, or was given up; null for none
 * @param excerpt    what can't have happened, told in lines; empty unless there is a violation
 */
public record Verdict(Result result, int operations, long steps, String key,
        List<String> excerpt) {
    /** What a check can come to. */
    public enum Result {
        /** There is an order that explains every answer. */
        LINEARIZABLE,
        /** There is none. */
        VIOLATION,
        /** The steps were used up before it was found out: counts as a failure. */
        UNDECIDED
    }

    /** Whether there is an order that explains every answer. */
    public boolean isLinearizable() {
        return result == Result.LINEARIZABLE;
    }

    /** One sentence, and the excerpt below it. */
    @Override
    public String toString() {
        return switch (result) {
            case LINEARIZABLE -> String.format("linearizable: %,d operations, %,d steps",
                    operations, steps);
            case VIOLATION -> String.format("not linearizable: key %s, as no order explains this:%n"
                    + "  %s", key, String.join(System.lineSeparator() + "  ", excerpt));
            case UNDECIDED -> String.format("undecided: key %s was given up after %,d steps", key,
                    steps);
        };
    }
}
