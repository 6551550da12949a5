package io.quorate.liveness;

import io.quorate.port.TransportFactory.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * The link by which one peer is watched.
 * <pre>
 *   DOWN ──connect──► CONNECTING ──► GREETING ──its word──► UP ──end of stream──► DOWN
 *     ▲   refused: the process is gone  │ end of stream
 *     └─────────────────────────────────┴── and again, after a pause that doubles
 * </pre>
 * An end of stream alone is no evidence: links break for many reasons. But a host that is there
 * and refuses has no such process; and one that greets in another life has lost the one before.
 * Whoever never was there is not missed.
 */
final class PeerLink {
    private static final long PAUSE_NS_MIN = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long PAUSE_NS_REFUSED = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PAUSE_NS_MAX = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);

    /**
     * Who is told.
     *
     * @param onLost  of a peer whose process is gone
     * @param onEnded of the moment at which a link that was up ended
     */
    record News(IntConsumer onLost, LongConsumer onEnded) {
    }

    private enum State {
        DOWN,
        CONNECTING,
        GREETING,
        UP
    }

    private final Peer peer;
    private final Hello self;
    private final Selector selector;
    private final News news;
    private final ByteBuffer heard = Hello.buffer();
    private volatile State state = State.DOWN;      // written by the thread alone
    private SocketChannel channel;
    private Hello known;                         // null until it was there
    private long dueNs;
    private long pauseNs = PAUSE_NS_MIN;

    PeerLink(final Peer peer, final Hello self, final Selector selector, final News news,
            final long nowNs) {
        this.peer = peer;
        this.self = self;
        this.selector = selector;
        this.news = news;
        dueNs = nowNs;
    }

    Peer peer() {
        return peer;
    }

    /** Whether it is watched, so that its end will be told; from any thread. */
    boolean isUp() {
        return state == State.UP;
    }

    /** Lets time pass; tells how long it may be left alone, in nanoseconds. */
    long settle(final long nowNs) {
        if (state != State.UP && nowNs - dueNs >= 0) {
            if (state == State.DOWN) {
                connect(nowNs);
            } else {
                fall(nowNs);                     // nobody refused, nobody greeted
            }
        }
        return state == State.UP ? Long.MAX_VALUE : Math.max(0, dueNs - nowNs);
    }

    private void connect(final long nowNs) {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.register(selector, SelectionKey.OP_CONNECT, this);
            state = State.CONNECTING;
            dueNs = nowNs + PATIENCE_NS;
            if (channel.connect(addressOf(peer.address()))) {
                onReady(nowNs);
            }
        } catch (final IOException | UnresolvedAddressException e) {
            failed(e, nowNs);
        }
    }

    /** Looks a host up, which may take its time. */
    static InetSocketAddress addressOf(final String address) {
        final int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon).replaceAll("[\\[\\]]", ""),
                Integer.parseInt(address.substring(colon + 1)));
    }

    /** Its channel has something to say. */
    void onReady(final long nowNs) {
        try {
            if (state == State.CONNECTING) {
                channel.finishConnect();
                channel.write(self.encode());
                channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
                heard.clear();
                state = State.GREETING;
            } else {
                read(nowNs);
            }
        } catch (final IOException e) {
            failed(e, nowNs);
        }
    }

    private void read(final long nowNs) throws IOException {
        final int count = channel.read(heard);
        if (count < 0) {
            fall(nowNs);
        } else if (!heard.hasRemaining() && state == State.GREETING) {
            greeted(Hello.decode(heard), nowNs);
        } else if (state == State.UP && count > 0) {
            fall(nowNs);                         // whoever says more is not who it seems
        }
    }

    private void greeted(final Hello hello, final long nowNs) {
        if (hello == null || hello.clusterId() != self.clusterId()
                || hello.member() != peer.id()) {
            fall(nowNs);
            return;
        }
        if (known != null && known.incarnation() != hello.incarnation()) {
            news.onLost.accept(peer.id());       // it is back already, in another life
        }
        known = hello;
        heard.clear();
        state = State.UP;
        pauseNs = PAUSE_NS_MIN;
    }

    private void failed(final Exception reason, final long nowNs) {
        final boolean isRefused = reason instanceof ConnectException
                && String.valueOf(reason.getMessage()).contains("refused");
        if (isRefused && known != null) {
            news.onLost.accept(peer.id());
            pauseNs = Math.max(pauseNs, PAUSE_NS_REFUSED);   // there is no hurry any more
        }
        fall(nowNs);
    }

    /** Tries again: at once if it was up, else after a pause. */
    private void fall(final long nowNs) {
        close();
        if (state == State.UP) {
            news.onEnded.accept(nowNs);
        }
        dueNs = state == State.UP ? nowNs : nowNs + pauseNs;
        pauseNs = state == State.UP ? PAUSE_NS_MIN : Math.min(2 * pauseNs, PAUSE_NS_MAX);
        state = State.DOWN;
    }

    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                // it is gone in any case
            }
            channel = null;
        }
    }
}
