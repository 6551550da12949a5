package io.quorate.node;

import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whether one more request is taken: a circuit breaker for each of what a node has only so much of
 * (Elasticsearch's). Who is refused is told which one tripped, and its numbers.
 * <pre>
 *   request ─► admits ─┬─► taken ─► admitsCommand ─► committing ─► answered
 *                      └─► refusal             └───► refusal
 * </pre>
 * Asks nothing of the clock, and allocates nothing. What the cluster needs itself (entries of the
 * leader's own, sessions that open, live on or close) is counted, and never refused.
 */
final class Admission {
    /** For so long after it a refusal is still spoken of. */
    static final long RECENT_NS = TimeUnit.SECONDS.toNanos(10);

    private final NodeCounters counters;
    private final UncommittedBytes uncommitted;
    private final UnappliedBytes unapplied;
    private final UnsafeBuffer refusal = new UnsafeBuffer(new byte[Overload.LENGTH]);
    private final long inFlightMax;
    private final long uncommittedMax;
    private final long backlogMax;
    private final long totalMax;
    private HeapGauge heap = HeapGauge.none();
    private long inFlightBytes;
    private long uncommittedBytes;
    private long backlogBytes;
    private long trips;
    private long seenTrips;
    private long trippedNs;                              // as of the newest of those seen

    Admission(final AdmissionLimits limits, final UncommittedBytes uncommitted,
            final UnappliedBytes unapplied, final NodeCounters counters) {
        this.counters = counters;
        this.uncommitted = uncommitted;
        this.unapplied = unapplied;
        inFlightMax = limits.of(Breaker.IN_FLIGHT);
        uncommittedMax = limits.of(Breaker.UNCOMMITTED);
        backlogMax = limits.of(Breaker.BACKLOG);
        totalMax = limits.of(Breaker.TOTAL);
    }

    /** Looks at that heap from now on. */
    void watch(final HeapGauge gauge) {
        heap = gauge;
    }

    /** Whether this node may take a request of so many bytes; else {@link #refusal} tells. */
    boolean admits(final int bytes) {
        return has(Breaker.IN_FLIGHT, inFlightBytes, bytes, inFlightMax)
                && has(Breaker.TOTAL, totalBytes(), bytes, totalMax)
                && has(Breaker.HEAP, heap.usedBytes(), bytes, heap.limitBytes());
    }

    /** Whether this leader may take a command into its log; else {@link #refusal} tells. */
    boolean admitsCommand(final int bytes) {
        return has(Breaker.UNCOMMITTED, uncommittedBytes, bytes, uncommittedMax)
                && has(Breaker.BACKLOG, backlogBytes, bytes, backlogMax);
    }

    private boolean has(final Breaker breaker, final long used, final long asked,
            final long limit) {
        if (used <= limit - asked) {
            return true;
        }
        Overload.write(refusal, breaker, used, asked, limit);
        counters.increment(breaker.trips());
        trips++;
        return false;
    }

    /** The {@link Overload} of the newest request that was not admitted. */
    DirectBuffer refusal() {
        return refusal;
    }

    /** Why a request was refused in the last {@link #RECENT_NS}; null if none was. Allocates. */
    Overload recent(final long nowNs) {
        return seenTrips == 0 || nowNs - trippedNs > RECENT_NS ? null
                : Overload.read(refusal, Overload.LENGTH);
    }

    /** A request was taken. */
    void taken(final int bytes) {
        inFlightBytes += bytes;
    }

    /** It was answered, whatever the answer. */
    void answered(final int bytes) {
        inFlightBytes -= bytes;
    }

    /** A leader took a command into its log. */
    void committing(final long term, final long index, final int bytes) {
        uncommitted.taken(term, index, bytes);
        uncommittedBytes += bytes;
    }

    /**
     * Once in a cycle: how far everything has come.
     *
     * @param leadsIn the term in which this node leads; 0 if it does not
     */
    void settle(final long nowNs, final long leadsIn, final long commitIndex,
            final Applier applier) {
        heap.settle(nowNs);
        trippedNs = trips == seenTrips ? trippedNs : nowNs;
        seenTrips = trips;
        uncommittedBytes = uncommitted.left(leadsIn, commitIndex);
        backlogBytes = unapplied.settle(applier.appliedIndex(), applier.appliedBytes(),
                commitIndex);
        publish();
    }

    /** The node has stopped: it holds nothing any more. */
    void stop() {
        inFlightBytes = 0;
        uncommittedBytes = 0;
        backlogBytes = 0;
        publish();
    }

    private void publish() {
        counters.set(NodeCounter.IN_FLIGHT_BYTES, inFlightBytes);
        counters.set(NodeCounter.UNCOMMITTED_BYTES, uncommittedBytes);
        counters.set(NodeCounter.BACKLOG_BYTES, backlogBytes);
        counters.set(NodeCounter.TOTAL_BYTES, totalBytes());
        counters.set(NodeCounter.HEAP_BYTES, heap.usedBytes());
    }

    private long totalBytes() {
        return inFlightBytes + uncommittedBytes + backlogBytes;
    }
}
