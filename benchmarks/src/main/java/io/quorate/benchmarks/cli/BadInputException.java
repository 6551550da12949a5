package io.quorate.benchmarks.cli;

/** What was typed cannot be done: one sentence that says why, and what to do. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(final String sentence) {
        super(sentence);
    }

    public BadInputException(final String sentence, final Throwable cause) {
        super(sentence, cause);
    }
}
