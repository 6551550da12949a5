package io.quorate.port;

/**
 * The transport cannot be opened or is lost for good. The message is one sentence for the user:
 * what is wrong, where, and what to do.
 */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public TransportException(final String message) {
        super(message);
    }

    /** With a sentence for the user and what led to it. */
    public TransportException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
