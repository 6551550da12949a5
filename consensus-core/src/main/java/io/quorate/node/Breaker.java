package io.quorate.node;

/**
 * What a node has only so much of. A request that would use more than the limit trips the breaker:
 * it is refused with an {@link Overload}, while the node goes on and serves what it has taken.
 */
public enum Breaker {
    /** Bytes of requests that were taken and are not yet answered. */
    IN_FLIGHT("in-flight", NodeCounter.IN_FLIGHT_BYTES, NodeCounter.IN_FLIGHT_TRIPS),
    /** Bytes of commands that this leader has taken and that are not yet committed. */
    UNCOMMITTED("uncommitted", NodeCounter.UNCOMMITTED_BYTES, NodeCounter.UNCOMMITTED_TRIPS),
    /** Bytes of entries that are committed and not yet applied. */
    BACKLOG("backlog", NodeCounter.BACKLOG_BYTES, NodeCounter.BACKLOG_TRIPS),
    /** Bytes of the JVM's heap that are in use. */
    HEAP("heap", NodeCounter.HEAP_BYTES, NodeCounter.HEAP_TRIPS),
    /** The parent of the first three: what they hold together. */
    TOTAL("total", NodeCounter.TOTAL_BYTES, NodeCounter.TOTAL_TRIPS);

    private static final Breaker[] VALUES = values();

    private final String label;
    private final NodeCounter used;
    private final NodeCounter trips;

    Breaker(final String label, final NodeCounter used, final NodeCounter trips) {
        this.label = label;
        this.used = used;
        this.trips = trips;
    }

    /** Its name, as it stands in {@code breaker.NAME} among the settings. */
    public String label() {
        return label;
    }

    /** The counter of what is in use, in bytes, as of the newest duty cycle. */
    public NodeCounter used() {
        return used;
    }

    /** The counter of the requests that it has refused. */
    public NodeCounter trips() {
        return trips;
    }

    /** Its number in a record, from 1 on. */
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal() + 1;
    }

    /** The one of that number; null if there is none. */
    static Breaker ofCode(final int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }
}
