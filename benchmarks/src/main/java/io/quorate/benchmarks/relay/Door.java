package io.quorate.benchmarks.relay;

import io.quorate.benchmarks.rig.Wires;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where one member watches another by TCP. It stands open only while the other listens, for a
 * refusal is what tells that a process is gone; so an end is passed on only after the door is shut.
 * While the way is cut nothing passes, nothing ends, and nobody is refused.
 */
final class Door implements Relay.Ready {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int PATIENCE_MS = 100;

    private final Selector selector;
    private final Wires wires;
    private final int from;
    private final int to;
    private final InetSocketAddress at;
    private final InetSocketAddress target;
    private final List<Line> lines = new ArrayList<>();
    private ServerSocketChannel door;            // null while it is shut
    private boolean isHeld;
    private long dueNs = System.nanoTime();

    Door(final Selector selector, final Wires wires, final int from, final int to,
            final InetSocketAddress at, final InetSocketAddress target) {
        this.selector = selector;
        this.wires = wires;
        this.from = from;
        this.to = to;
        this.at = at;
        this.target = target;
    }

    private boolean isCut() {
        return wires.isCut(from, to) || wires.isCut(to, from);
    }

    /** Somebody knocks. */
    @Override
    public void onReady() throws IOException {
        final SocketChannel guest = isHeld || isCut() ? null : door.accept();
        if (guest == null) {
            return;
        }
        final SocketChannel host = connect();
        if (host == null) {
            guest.close();
            return;
        }
        lines.add(new Line(guest, host, selector));
    }

    /** Lets time pass. */
    void tend(final long nowNs) throws IOException {
        if (isHeld != isCut()) {
            hold(!isHeld);
        }
        if (isHeld) {
            return;
        }
        if (lines.stream().anyMatch(Line::isHostGone)) {
            Line.close(connect());
            selector.selectNow();                // refused by now, if it is gone
        }
        lines.removeIf(Line::closeIfOver);
        if (door == null && nowNs - dueNs >= 0) {
            dueNs = nowNs + LOOK_NS;
            Line.close(connect());
        }
    }

    private void hold(final boolean isToBe) throws IOException {
        isHeld = isToBe;
        if (isToBe) {
            open();                              // a network that is cut refuses nobody
        }
        lines.forEach(line -> line.hold(isToBe));
        if (door != null) {
            door.keyFor(selector).interestOps(isToBe ? 0 : SelectionKey.OP_ACCEPT);
        }
    }

    /** A connection to the member: the door is open then; null if it refuses: it is shut. */
    private SocketChannel connect() throws IOException {
        final SocketChannel host = SocketChannel.open();
        try {
            host.socket().connect(target, PATIENCE_MS);
            open();
            return host;
        } catch (final ConnectException refused) {
            host.close();
            shut();
        } catch (final IOException silent) {     // neither yes nor no
            host.close();
        }
        return null;
    }

    private void open() throws IOException {
        if (door == null) {
            final ServerSocketChannel opened = ServerSocketChannel.open();
            try {
                opened.bind(at);
                opened.configureBlocking(false);
                opened.register(selector, SelectionKey.OP_ACCEPT, this);
            } catch (final IOException e) {
                opened.close();
                throw e;
            }
            door = opened;
        }
    }

    private void shut() throws IOException {
        if (door != null) {
            door.close();
            door = null;
        }
    }

    void close() {
        Line.close(door);
        lines.forEach(Line::close);
    }
}
