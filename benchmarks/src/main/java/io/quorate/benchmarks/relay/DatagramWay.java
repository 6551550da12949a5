package io.quorate.benchmarks.relay;

import io.quorate.benchmarks.rig.Wires;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.CloseHelper;

/**
 * What one member sends to another, and what comes back to where it was sent from. A receiver of
 * Aeron's sends its status messages and complaints to the source of what it hears; so each socket
 * that a member sends from has one here that stands for it, and that is all that the relay knows
 * of Aeron. A cut is one of directions, not of streams: it takes those messages too.
 */
final class DatagramWay implements Relay.Ready {
    private static final int FLOWS_MAX = 16;             // a member that starts anew sends anew
    private static final int BURST = 64;
    private static final int BUFFER_BYTES = 2 << 20;

    private final Selector selector;
    private final Wires wires;
    private final int from;
    private final int to;
    private final InetSocketAddress target;
    private final DatagramChannel front;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final Map<SocketAddress, Flow> flows = new LinkedHashMap<>(FLOWS_MAX, 0.75f, true);

    DatagramWay(final Selector selector, final Wires wires, final int from, final int to,
            final InetSocketAddress at, final InetSocketAddress target) throws IOException {
        this.selector = selector;
        this.wires = wires;
        this.from = from;
        this.to = to;
        this.target = target;
        front = open(at, this);
    }

    private DatagramChannel open(final InetSocketAddress at, final Relay.Ready ready)
            throws IOException {
        final DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            channel.bind(at);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, ready);
            return channel;
        } catch (final IOException e) {
            channel.close();
            throw e;
        }
    }

    /** One socket of the sender's, and the one that stands for it before the receiver. */
    private final class Flow implements Relay.Ready {
        private final SocketAddress sender;
        private final DatagramChannel back;

        Flow(final SocketAddress sender) throws IOException {
            this.sender = sender;
            back = open(new InetSocketAddress(target.getAddress(), 0), this);
        }

        @Override
        public void onReady() throws IOException {
            for (int i = 0; i < BURST && back.receive(buffer.clear()) != null; i++) {
                pass(front, sender, to, from);
            }
        }
    }

    @Override
    public void onReady() throws IOException {
        for (int i = 0; i < BURST; i++) {
            final SocketAddress sender = front.receive(buffer.clear());
            if (sender == null) {
                return;
            }
            pass(flow(sender).back, target, from, to);
        }
    }

    private Flow flow(final SocketAddress sender) throws IOException {
        final Flow known = flows.get(sender);
        if (known != null) {
            return known;
        }
        if (flows.size() == FLOWS_MAX) {
            final SocketAddress oldest = flows.keySet().iterator().next();
            flows.remove(oldest).back.close();
        }
        final Flow flow = new Flow(sender);
        flows.put(sender, flow);
        return flow;
    }

    private void pass(final DatagramChannel by, final SocketAddress receiver, final int speaker,
            final int listener) {
        if (wires.isLost(speaker, listener)) {
            return;
        }
        try {
            by.send(buffer.flip(), receiver);
        } catch (final IOException e) {
            // lost, as by any network
        }
    }

    void close() {
        CloseHelper.quietClose(front);
        flows.values().forEach(flow -> CloseHelper.quietClose(flow.back));
    }
}
