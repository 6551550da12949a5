package io.quorate.transport.aeron;

import io.quorate.port.TransportFactory.Peer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Members that have come, or moved, while the loop runs, until it is known by what number and port
 * they are reached. A name is looked up by a thread of its own, as a name service may take seconds;
 * one that cannot be resolved is looked up again a second later. But for that, one thread owns it.
 */
final class Arrivals {
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final Function<Peer, String> resolver;
    private final Predicate<Peer> isNumber;
    private final Map<Integer, Lookup> underWay = new TreeMap<>();

    /** One attempt. */
    private record Lookup(Peer peer, FutureTask<String> task) {
    }

    /**
     * Nobody yet.
     *
     * @param resolver finds an endpoint, or throws; may wait
     * @param isNumber whether that waits for nobody
     */
    Arrivals(final Function<Peer, String> resolver, final Predicate<Peer> isNumber) {
        this.resolver = resolver;
        this.isNumber = isNumber;
    }

    /** A member has come; one of the same id that is being looked up by another name is not. */
    void expect(final Peer peer, final long nowNs) {
        final Lookup known = underWay.get(peer.id());
        if (known == null || !known.peer.equals(peer)) {
            begin(peer, nowNs);
        }
    }

    private void begin(final Peer peer, final long atNs) {
        final FutureTask<String> task = new FutureTask<>(() -> resolver.apply(peer));
        underWay.put(peer.id(), new Lookup(peer, task));
        if (isNumber.test(peer) && atNs - System.nanoTime() <= 0) {
            task.run();
        } else {
            final Thread thread = new Thread(() -> {
                pauseUntil(atNs);
                task.run();
            }, "quorate-name " + peer.address());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void pauseUntil(final long atNs) {
        long leftNs = atNs - System.nanoTime();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            leftNs = atNs - System.nanoTime();
        }
    }

    /** Whoever is not wanted any more is not waited for. */
    void keep(final Predicate<Peer> isWanted) {
        underWay.values().removeIf(lookup -> !isWanted.test(lookup.peer));
    }

    /** Hands over those whose endpoint is known by now. */
    void settle(final long nowNs, final BiConsumer<Peer, String> onKnown) {
        for (final Lookup lookup : List.copyOf(underWay.values())) {
            if (lookup.task.isDone()) {
                underWay.remove(lookup.peer.id());
                end(lookup, nowNs, onKnown);
            }
        }
    }

    private void end(final Lookup lookup, final long nowNs,
            final BiConsumer<Peer, String> onKnown) {
        try {
            onKnown.accept(lookup.peer, lookup.task.get());
        } catch (final ExecutionException unknown) {
            begin(lookup.peer, nowNs + RETRY_NS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();          // cannot be: it is done
        }
    }

    /** How many are being looked up. */
    int underWay() {
        return underWay.size();
    }
}
