package io.quorate.benchmarks.history;

import io.quorate.check.KeyValueCall;
import io.quorate.check.Operation;

/**
 * One line of a history: an operation and what became of it.
 *
 * @param operation with its answer, if it has one; without a return if its outcome is unknown
 * @param outcome   what became of it
 */
public record Line(Operation<KeyValueCall> operation, Outcome outcome) {
    /** What can become of an operation. */
    public enum Outcome {
        /** It was answered. */
        OK,
        /** It was refused: it has not happened, and never will. */
        FAIL,
        /** Nobody knows: it may have happened, or happen yet, or never. */
        UNKNOWN
    }
}
