package io.quorate.storage;

import java.security.SecureRandom;

/** Draws the number by which a member's storage is known. Any thread. */
public final class Identity {
    private Identity() {
    }

    /** A random number, never 0, that nobody else will ever draw. */
    public static long draw() {
        final SecureRandom random = new SecureRandom();
        long identity = 0;
        while (identity == 0) {
            identity = random.nextLong();
        }
        return identity;
    }
}
