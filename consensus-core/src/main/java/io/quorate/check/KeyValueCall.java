package io.quorate.check;

/**
 * What a client asks of one key, and the answer.
 *
 * @param kind   get, put or compare-and-set
 * @param value  what a put or a compare-and-set wants to write; 0 for a get
 * @param expect what a compare-and-set wants to find, perhaps {@link #ABSENT}; 0 for others
 * @param result what a get found, perhaps {@link #ABSENT}; 1 if a compare-and-set found what it
 *               expected and 0 if it did not; anything for a put; {@link #UNANSWERED} before it is
 *               known
 */
public record KeyValueCall(Kind kind, long value, long expect, long result) {
    /** Stands for a key that has no value. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Stands for an answer that is not known. */
    public static final long UNANSWERED = Long.MIN_VALUE + 1;

    /** What can be asked. */
    public enum Kind {
        /** Reads the value. */
        GET,
        /** Writes a value. */
        PUT,
        /** Writes a value if it finds another. */
        CAS
    }

    /** Asks for the value. */
    public static KeyValueCall get() {
        return new KeyValueCall(Kind.GET, 0, 0, UNANSWERED);
    }

    /** Writes a value. */
    public static KeyValueCall put(final long value) {
        return new KeyValueCall(Kind.PUT, value, 0, UNANSWERED);
    }

    /** Writes a value if it finds the expected one. */
    public static KeyValueCall cas(final long expect, final long value) {
        return new KeyValueCall(Kind.CAS, value, expect, UNANSWERED);
    }

    /** The same call, with what it got. */
    public KeyValueCall answered(final long result) {
        return new KeyValueCall(kind, value, expect, result);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case GET -> result == UNANSWERED ? "get" : "get -> " + tell(result);
            case PUT -> "put " + tell(value);
            case CAS -> "cas " + tell(expect) + " to " + tell(value)
                    + tellSwapped();
        };
    }

    private String tellSwapped() {
        if (result == UNANSWERED) {
            return "";
        }
        return result == 1 ? " -> done" : " -> found another";
    }

    private static String tell(final long value) {
        return value == ABSENT ? "nothing" : Long.toString(value);
    }
}
