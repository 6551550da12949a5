package io.quorate.results;

/**
 * What a person must know about a results folder that cannot be used: one sentence that names the
 * file, what is wrong with it and what to do.
 */
public final class ResultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ResultsException(final String sentence) {
        super(sentence);
    }

    public ResultsException(final String sentence, final Throwable cause) {
        super(sentence, cause);
    }
}
