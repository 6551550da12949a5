package io.quorate.sim;

/** A rule was seen broken; the message is a sentence that says which and where. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(final String message) {
        super(message);
    }
}
