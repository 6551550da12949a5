package io.quorate.liveness;

import io.quorate.Threads;
import io.quorate.port.Liveness;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Watches peers by TCP, at the port whose number is the one they use for UDP: when a process dies,
 * however it dies, its kernel closes its connections and refuses new ones. After one word a link is
 * silent. A thread of its own waits for all of them; the duty cycle finds what is lost in a queue.
 */
public final class TcpLiveness implements Liveness {
    private static final int QUEUE = 256;

    private final Hello self;
    private final Selector selector;
    private final ServerSocketChannel door;          // null where nobody watches this process
    private final OneToOneConcurrentArrayQueue<Integer> lost =
            new OneToOneConcurrentArrayQueue<>(QUEUE);
    private final Map<Integer, PeerLink> links = new ConcurrentHashMap<>();
    private final Guest.Book guests;
    private final Thread thread;
    private List<Peer> followed = List.of();         // by the thread
    private volatile List<Peer> peers = List.of();
    private volatile long endedNs;                   // when a link that was up ended last
    private volatile boolean isToSendAway;
    private volatile boolean isClosed;

    private TcpLiveness(final Hello self, final Selector selector,
            final ServerSocketChannel door) {
        this.self = self;
        this.selector = selector;
        this.door = door;
        guests = new Guest.Book(self, selector);
        thread = new Thread(this::run, self.member() == Hello.CLIENT ? "quorate-liveness"
                : "quorate-liveness-" + self.member());
        thread.setDaemon(true);
    }

    /**
     * Opens the door at that address and begins to watch.
     *
     * @param incarnation of this life; another than in any earlier one
     * @throws TransportException if the address can't be listened at
     */
    public static TcpLiveness open(final long clusterId, final int member, final int incarnation,
            final String address) {
        try {
            final Selector selector = Selector.open();
            final ServerSocketChannel door = ServerSocketChannel.open();
            try {
                door.bind(PeerLink.addressOf(address));
                door.configureBlocking(false);
                door.register(selector, SelectionKey.OP_ACCEPT);
            } catch (final IOException | RuntimeException e) {
                door.close();
                selector.close();
                throw e;
            }
            return started(new Hello(clusterId, member, incarnation), selector, door);
        } catch (final IOException | RuntimeException e) {
            throw new TransportException("member " + member + " cannot listen for liveness links at"
                    + " TCP " + address + ": " + e.getMessage()
                    + "; free the port, or set detector.link = none", e);
        }
    }

    /**
     * Watches members and is none: a client's end, which has no door.
     *
     * @throws TransportException if the process may open nothing more
     */
    public static TcpLiveness watch(final long clusterId) {
        try {
            return started(new Hello(clusterId, Hello.CLIENT, 0), Selector.open(), null);
        } catch (final IOException e) {
            throw new TransportException("a client cannot watch its members by TCP: "
                    + e.getMessage() + "; allow this process more files, or set its link to none",
                    e);
        }
    }

    private static TcpLiveness started(final Hello self, final Selector selector,
            final ServerSocketChannel door) {
        final TcpLiveness liveness = new TcpLiveness(self, selector, door);
        liveness.thread.start();
        return liveness;
    }

    @Override
    public int poll(final LostHandler handler) {
        int count = 0;
        for (Integer peer = lost.poll(); peer != null; peer = lost.poll()) {
            handler.onLost(peer);
            count++;
        }
        return count;
    }

    @Override
    public long endedNs() {
        return endedNs;
    }

    @Override
    public void peers(final List<Peer> next) {
        peers = List.copyOf(next);
        selector.wakeup();
    }

    /** From any thread. */
    @Override
    public boolean isWatching(final int peer) {
        final PeerLink link = links.get(peer);
        return link != null && link.isUp();
    }

    /** Breaks the connections of those who watch this process, as a network may. */
    void sendGuestsAway() {
        isToSendAway = true;
        selector.wakeup();
    }

    // ---- the thread -----------------------------------------------------------------------------

    private void run() {
        try {
            while (!isClosed) {
                selector.select(waitMs());
                if (isToSendAway) {
                    isToSendAway = false;
                    guests.close();
                }
                final long nowNs = System.nanoTime();
                for (final SelectionKey key : selector.selectedKeys()) {
                    ready(key, nowNs);
                }
                selector.selectedKeys().clear();
            }
        } catch (final IOException e) {
            isClosed = true;                     // evidence ends; time-outs go on
        } finally {
            links.values().forEach(PeerLink::close);
            shutDoor();
            guests.close();
            CloseHelper.quietClose(selector);
        }
    }

    /** First, as who is sent away comes again at once, and shall be refused. */
    private void shutDoor() {
        CloseHelper.quietClose(door);
        try {
            selector.selectNow();                // or it takes them in as long as this one lives
        } catch (final IOException e) {
            // the selector is closed next, and the door with it
        }
    }

    private void ready(final SelectionKey key, final long nowNs) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof PeerLink link) {
            link.onReady(nowNs);
        } else if (key.attachment() instanceof Guest guest) {
            guests.onReady(guest);
        } else {
            guests.welcome(door.accept());
        }
    }

    /** Follows changes of peers, and tells how long nothing needs to be done: 0 is for ever. */
    private long waitMs() {
        follow();
        final long nowNs = System.nanoTime();
        long waitNs = Long.MAX_VALUE;
        for (final PeerLink link : links.values()) {
            waitNs = Math.min(waitNs, link.settle(nowNs));
        }
        return waitNs == Long.MAX_VALUE ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNs));
    }

    private void follow() {
        final List<Peer> next = peers;
        if (next == followed) {
            return;
        }
        followed = next;
        links.values().removeIf(link -> {
            final boolean isGone = !next.contains(link.peer());
            if (isGone) {
                link.close();
            }
            return isGone;
        });
        for (final Peer peer : next) {
            if (!peer.address().isEmpty()) {
                links.computeIfAbsent(peer.id(), id -> new PeerLink(peer, self, selector,
                        new PeerLink.News(lost::offer, nowNs -> endedNs = nowNs),
                        System.nanoTime()));
            }
        }
    }

    /** Lets go of everything as soon as may be, and waits for nothing; from any thread. */
    public void end() {
        isClosed = true;
        selector.wakeup();
    }

    @Override
    public void close() {
        end();
        Threads.awaitEnd(thread);
    }
}
