package io.quorate.transport.aeron;

import io.aeron.Aeron;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.quorate.port.ClientHandler;
import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.Message;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.agrona.DirectBuffer;
import org.agrona.LangUtil;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * One life of a member on an Aeron media driver. One thread owns it, and everything happens on that
 * thread: {@link #poll} also runs the Aeron client and, where it is invoked, the driver.
 *
 * <p>Frames that fit the MTU travel unfragmented; longer ones are reassembled on arrival, up to
 * 2 MiB; beyond that is a caller's error.
 */
public final class AeronTransport implements Transport {
    private static final long TEND_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final AeronDriver driver;
    private final Turns turns;
    private final Runnable onClose;
    private final Aeron aeron;
    private final AtomicReference<Throwable> clientEnd;
    private final TransportCounters counters;
    private final int frameCapacity;
    private Link[] links = {};
    private final Int2ObjectHashMap<Link> linkByPeer = new Int2ObjectHashMap<>();

    private BiFunction<Peer, String, Link> newLink;
    private Arrivals arrivals;
    private ClientDoor clients;
    private FrameHandler handler;
    private Throwable thrown;
    private long tendAtNs = System.nanoTime();
    private boolean isDialling;
    private int first;   // which peer is heard first, so that a limit starves nobody
    private boolean isClosed;

    /**
     * A member without peers.
     *
     * @param onClose   run once, after everything else is let go of
     * @param clientEnd where the Aeron client puts what ends it
     * @param mtu       bytes of a datagram
     * @param self      its id
     */
    AeronTransport(final AeronDriver driver, final Runnable onClose, final Aeron aeron,
            final AtomicReference<Throwable> clientEnd, final TransportCounters counters,
            final int mtu, final int self) {
        this.driver = driver;
        turns = new Turns(driver, aeron, self);
        this.onClose = onClose;
        this.aeron = aeron;
        this.clientEnd = clientEnd;
        this.counters = counters;
        this.frameCapacity = mtu - DataHeaderFlyweight.HEADER_LENGTH;
    }

    /** Sets whom this member speaks with at first, and how others are reached later. */
    void links(final Link[] toPeers, final Arrivals newPeers,
            final BiFunction<Peer, String, Link> toNewPeer) {
        arrivals = newPeers;
        newLink = toNewPeer;
        links = toPeers;
        for (final Link link : toPeers) {
            linkByPeer.put(link.peer(), link);
        }
    }

    @Override
    public void peers(final List<Peer> peers) {
        for (final Link link : links) {
            if (peers.stream().noneMatch(link::leadsTo)) {
                link.close();
                linkByPeer.remove(link.peer());
            }
        }
        arrivals.keep(peers::contains);
        final long nowNs = System.nanoTime();
        for (final Peer peer : peers) {
            if (!linkByPeer.containsKey(peer.id())) {
                arrivals.expect(peer, nowNs);
            }
        }
        links = linkByPeer.values().toArray(new Link[0]);
        arrivals.settle(nowNs, this::link);
        isDialling = true;
    }

    /** It is known where a new peer is reached. */
    private void link(final Peer peer, final String endpoint) {
        final Link link = newLink.apply(peer, endpoint);
        if (link != null) {
            linkByPeer.put(peer.id(), link);
            links = linkByPeer.values().toArray(new Link[0]);
            isDialling = true;
        }
    }

    @Override
    public boolean send(final int to, final Message message) {
        message.seal(0);
        driver.onSaid(to);
        final Link link = linkByPeer.get(to);
        return link == null ? lost() : link.say(message);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        driver.onSaid(to);
        final Link link = linkByPeer.get(to);
        return link == null ? lost() : link.say(message, body, offset, length);
    }

    private boolean lost() {
        counters.onLost();
        return true;
    }

    /** Sets where clients are heard. */
    void clients(final ClientDoor door) {
        clients = door;
    }

    @Override
    public int pollClients(final ClientHandler clientHandler, final int limit) {
        return isClosed ? 0 : clients.poll(clientHandler, limit);
    }

    @Override
    public boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        driver.onSaid(0);
        return clients.reply(client, message, body, offset, length);
    }

    @Override
    public int frameCapacity() {
        return frameCapacity;
    }

    @Override
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public int poll(final FrameHandler frameHandler, final int limit) {
        if (isClosed) {
            return 0;
        }
        int work = turns.first();
        tendLinks();
        handler = frameHandler;
        work += pollLinks(limit);
        if (thrown != null) {
            LangUtil.rethrowUnchecked(thrown);
        }
        return work;
    }

    private void tendLinks() {
        final boolean isUrgent = isDialling || isNewsHeard();
        if (!isUrgent && !turns.isTimeToLook()) {
            return;
        }
        final long nowNs = System.nanoTime();
        if (!isUrgent && nowNs - tendAtNs < 0) {
            return;
        }
        tendAtNs = nowNs + TEND_NS;
        checkAlive();
        isDialling = false;
        if (arrivals.underWay() > 0) {
            arrivals.settle(nowNs, this::link);
        }
        for (final Link link : links) {
            isDialling |= link.tend(nowNs);
        }
    }

    private boolean isNewsHeard() {
        for (final Link link : links) {
            if (link.isNewsHeard()) {
                return true;
            }
        }
        return false;
    }

    private void checkAlive() {
        final String reason = driver.whyDead();
        final Throwable cause = clientEnd.get();
        if (reason != null || cause != null || aeron.isClosed()) {
            throw new TransportException("the Aeron media driver in " + driver.directory()
                    + " is lost: " + (reason == null ? String.valueOf(cause) : reason)
                    + "; see that it runs and is not starved of processor time, then start this"
                    + " node again", cause);
        }
    }

    private int pollLinks(final int limit) {
        final int frames = pollOnce(limit);
        return frames == 0 && turns.again() > 0 ? pollOnce(limit) : frames;
    }

    private int pollOnce(final int limit) {
        final int peers = links.length;
        first = first + 1 < peers ? first + 1 : 0;
        int frames = 0;
        for (int i = 0; i < peers && frames < limit; i++) {
            frames += link(first + i).pollControl(limit - frames);
        }
        for (int i = 0; i < peers && frames < limit; i++) {
            frames += link(first + i).pollBulk(limit - frames);
        }
        return frames;
    }

    private Link link(final int index) {
        return links[index < links.length ? index : index - links.length];
    }

    /** Hears a whole frame; what the handler throws is kept, since Aeron would swallow it. */
    void onFrame(final DirectBuffer buffer, final int offset, final int length,
            final Header header) {
        if (thrown != null) {
            return;
        }
        try {
            handler.onFrame(buffer, offset, length);
        } catch (final RuntimeException | Error fromHandler) {
            thrown = fromHandler;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            try {
                aeron.close();
            } finally {
                onClose.run();
            }
        }
    }
}
