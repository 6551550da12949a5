package io.quorate.node;

/**
 * How much a node takes on before it refuses more, by {@link Breaker}; in bytes, 0 is off.
 *
 * @param inFlightBytes    of requests, each with a head of 48 bytes
 * @param uncommittedBytes of commands, each with that head
 * @param backlogBytes     of entries, with their headers
 * @param totalBytes       of these three together
 * @param heapPercent      of the largest heap that the JVM may have; 1 to 99, or 100 for off
 */
public record AdmissionLimits(long inFlightBytes, long uncommittedBytes, long backlogBytes,
        long totalBytes, int heapPercent) {
    /** Of {@link #heapPercent}: the heap may be as full as it can be. */
    static final int HEAP_OFF = 100;

    /** Checks every range; the message of the exception names the value and its range. */
    public AdmissionLimits {
        requireSize("in-flight", inFlightBytes);
        requireSize("uncommitted", uncommittedBytes);
        requireSize("backlog", backlogBytes);
        requireSize("total", totalBytes);
        if (heapPercent < 1 || heapPercent > HEAP_OFF) {
            throw new IllegalArgumentException("the heap breaker must be 1 to 100 percent, not "
                    + heapPercent);
        }
    }

    private static void requireSize(final String name, final long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the " + name
                    + " breaker must not be negative: " + bytes);
        }
    }

    /** Nothing is refused. */
    public static AdmissionLimits off() {
        return new AdmissionLimits(0, 0, 0, 0, HEAP_OFF);
    }

    /** What a node refuses unless told otherwise. */
    public static AdmissionLimits usual() {
        return new AdmissionLimits(usual(Settings.IN_FLIGHT), usual(Settings.UNCOMMITTED),
                usual(Settings.BACKLOG), usual(Settings.TOTAL),
                Math.toIntExact(usual(Settings.HEAP)));
    }

    private static long usual(final Setting<Long> setting) {
        return setting.parse(setting.defaultText());
    }

    /** The limit of a breaker of bytes; {@link Long#MAX_VALUE} if it is off. */
    long of(final Breaker breaker) {
        final long bytes = switch (breaker) {
            case IN_FLIGHT -> inFlightBytes;
            case UNCOMMITTED -> uncommittedBytes;
            case BACKLOG -> backlogBytes;
            case TOTAL -> totalBytes;
            case HEAP -> 0;                              // known to its gauge
        };
        return bytes == 0 ? Long.MAX_VALUE : bytes;
    }
}
