package io.quorate.port;

/**
 * Storage cannot be opened or can no longer be trusted. The message is one sentence for the user:
 * what is wrong, with which file, and what to do.
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public StorageException(final String message) {
        super(message);
    }

    /** With a sentence for the user and what led to it. */
    public StorageException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
