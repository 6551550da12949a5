package io.quorate.node;

/**
 * A configuration that cannot be used. The message is one sentence for the user: which file, which
 * key, what is wrong, and what to do.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public ConfigException(final String message) {
        super(message);
    }

    /** With a sentence for the user and what led to it. */
    public ConfigException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
