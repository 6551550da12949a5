package io.quorate.node;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Why a request was answered as {@link Outcome#OVERLOADED}: the body of that answer, in process and
 * over the wire.
 * <pre>
 *  0         4        8                16               24               32
 *  +---------+--------+----------------+----------------+----------------+
 *  | breaker |   0    |      used      |     asked      |     limit      |
 *  +---------+--------+----------------+----------------+----------------+
 * </pre>
 *
 * @param breaker what tripped
 * @param used    bytes that were in use
 * @param asked   bytes that the request would have added
 * @param limit   bytes that may be in use
 */
public record Overload(Breaker breaker, long used, long asked, long limit) {
    static final int LENGTH = 32;
    private static final int BREAKER = 0;
    private static final int USED = 8;
    private static final int ASKED = 16;
    private static final int LIMIT = 24;

    static void write(final MutableDirectBuffer target, final Breaker breaker, final long used,
            final long asked, final long limit) {
        target.putInt(BREAKER, breaker.code(), LITTLE_ENDIAN);
        target.putInt(BREAKER + Integer.BYTES, 0, LITTLE_ENDIAN);
        target.putLong(USED, used, LITTLE_ENDIAN);
        target.putLong(ASKED, asked, LITTLE_ENDIAN);
        target.putLong(LIMIT, limit, LITTLE_ENDIAN);
    }

    /** What the body of an answer says; null if it says nothing that is known. */
    static Overload read(final DirectBuffer body, final int length) {
        final Breaker breaker = length < LENGTH ? null
                : Breaker.ofCode(body.getInt(BREAKER, LITTLE_ENDIAN));
        return breaker == null ? null
                : new Overload(breaker, body.getLong(USED, LITTLE_ENDIAN),
                        body.getLong(ASKED, LITTLE_ENDIAN), body.getLong(LIMIT, LITTLE_ENDIAN));
    }

    /** Such as {@code breaker.in-flight: 1000 bytes used, 48 asked, limit 1024}. */
    @Override
    public String toString() {
        return Settings.BREAKER + breaker.label() + ": " + used + " bytes used, " + asked
                + " asked, limit " + limit;
    }
}
