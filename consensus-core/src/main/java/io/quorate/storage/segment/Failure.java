package io.quorate.storage.segment;

import io.quorate.port.StorageException;

/**
 * Whether storage can still be trusted. A disk reports a lost write once and then carries on as if
 * nothing had been, so the first failure settles it for good. Any thread.
 */
final class Failure {
    private final String what;
    private volatile Throwable cause;

    /** No failure yet, of something that a person knows by that name. */
    Failure(final String what) {
        this.what = what;
    }

    boolean isSet() {
        return cause != null;
    }

    /** Returns if nothing has failed. */
    void check() {
        if (cause != null) {
            throw exception();
        }
    }

    /** Something failed: the exception to throw if the caller is the storage's user. */
    StorageException set(final Throwable failure) {
        if (cause == null) {
            cause = failure;
        }
        return exception();
    }

    private StorageException exception() {
        return new StorageException(what + " failed (" + cause + "), so what was written last may"
                + " be lost; see to the disk and start this member again", cause);
    }
}
