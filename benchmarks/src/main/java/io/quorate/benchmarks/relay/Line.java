package io.quorate.benchmarks.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.agrona.CloseHelper;

/** One connection through a door: what either end says is passed to the other. */
final class Line {
    private static final int BUFFER_BYTES = 1 << 10;     // a link says one word in its life

    private final Selector selector;
    private final SocketChannel guest;
    private final SocketChannel host;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private boolean isHostGone;
    private boolean isGuestGone;
    private boolean isHeld;

    Line(final SocketChannel guest, final SocketChannel host, final Selector selector)
            throws IOException {
        this.selector = selector;
        this.guest = guest;
        this.host = host;
        listen(guest, this::hearGuest);
        listen(host, this::hearHost);
    }

    private void listen(final SocketChannel end, final Relay.Ready ready) throws IOException {
        end.configureBlocking(false);
        end.register(selector, SelectionKey.OP_READ, ready);
    }

    private void hearGuest() {
        isGuestGone = !isHeld && !pass(guest, host);
    }

    private void hearHost() {
        isHostGone = !isHeld && !pass(host, guest);
    }

    /** Whether the end that spoke is still there. */
    private boolean pass(final SocketChannel by, final SocketChannel to) {
        try {
            if (by.read(buffer.clear()) < 0) {
                return false;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /** Whether the member that is watched has ended this line, and its watcher does not know. */
    boolean isHostGone() {
        return isHostGone;
    }

    void hold(final boolean isToBe) {
        isHeld = isToBe;
        guest.keyFor(selector).interestOps(isToBe ? 0 : SelectionKey.OP_READ);
        host.keyFor(selector).interestOps(isToBe ? 0 : SelectionKey.OP_READ);
    }

    /** Passes an end on; returns whether there was one. */
    boolean closeIfOver() {
        if (isHostGone || isGuestGone) {
            close();
            return true;
        }
        return false;
    }

    void close() {
        close(guest);
        close(host);
    }

    /** Null is closed already. */
    static void close(final SelectableChannel channel) {
        if (channel != null) {
            CloseHelper.quietClose(channel);
        }
    }
}
