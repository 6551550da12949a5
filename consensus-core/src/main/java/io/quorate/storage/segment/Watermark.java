package io.quorate.storage.segment;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the log was published, and how far it is durable. The log's thread publishes and cuts;
 * one other says what has become durable since; any thread reads.
 *
 * <p>A sync that began before a cut says nothing about entries that were appended after it, though
 * their indexes are the same: each cut begins a new generation, and word of an older one counts
 * for nothing.
 */
final class Watermark {
    private final AtomicLong published;
    private final AtomicLong durable;
    private volatile long generation;
    private volatile long requests;
    private long publications;               // the same, for the one thread that counts them

    /** Everything up to an index is there and durable. */
    Watermark(final long index) {
        published = new AtomicLong(index);
        durable = new AtomicLong(index);
    }

    long published() {
        return published.get();
    }

    long durable() {
        return durable.get();
    }

    /** To be read before {@link #published}. */
    long generation() {
        return generation;
    }

    /** Grows whenever there is something to sync; to be read before {@link #generation}. */
    long requests() {
        return requests;
    }

    /** The log's thread: everything up to an index is in its segment. */
    void publish(final long index) {
        published.setRelease(index);
        requests = ++publications;
    }

    /** The log's thread: the same, where nobody syncs and what is published is durable. */
    void publishDurable(final long index) {
        published.setRelease(index);
        durable.setRelease(index);
    }

    /** The log's thread: entries from an index on are no more. */
    synchronized void cut(final long index) {
        published.set(Math.min(published.get(), index - 1));
        durable.set(Math.min(durable.get(), index - 1));
        generation = generation + 1;         // who sees it sees what is above, too
        requests = ++publications;           // a sync under way no longer counts: another, please
    }

    /** The log's thread: the log begins anew after an index, and all before is taken care of. */
    synchronized void reset(final long index) {
        published.set(index);
        durable.set(index);
        generation = generation + 1;
        requests = ++publications;
    }

    /** Everything published up to an index, read in that generation, is durable. */
    synchronized void reached(final long index, final long ofGeneration) {
        if (ofGeneration == generation && index > durable.get()) {
            durable.set(index);
        }
    }
}
