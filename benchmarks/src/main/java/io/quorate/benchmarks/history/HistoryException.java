package io.quorate.benchmarks.history;

/** A file is no history: one sentence that names the line and what is wrong with it. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryException(final String sentence, final Throwable cause) {
        super(sentence, cause);
    }
}
