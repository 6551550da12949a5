package io.quorate.port;

import io.quorate.wire.Message;
import java.util.List;
import org.agrona.DirectBuffer;

/** A transport that hands everything on to another; who extends it changes what it wants. */
public abstract class ForwardingTransport implements Transport {
    /** Where everything goes. */
    protected final Transport transport;

    /** On that transport. */
    protected ForwardingTransport(final Transport transport) {
        this.transport = transport;
    }

    @Override
    public boolean send(final int to, final Message message) {
        return transport.send(to, message);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        return transport.send(to, message, body, offset, length);
    }

    @Override
    public int frameCapacity() {
        return transport.frameCapacity();
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        return transport.poll(handler, limit);
    }

    @Override
    public int pollClients(final ClientHandler handler, final int limit) {
        return transport.pollClients(handler, limit);
    }

    @Override
    public boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        return transport.reply(client, message, body, offset, length);
    }

    @Override
    public void peers(final List<TransportFactory.Peer> peers) {
        transport.peers(peers);
    }

    @Override
    public TransportCounters counters() {
        return transport.counters();
    }

    @Override
    public void close() {
        transport.close();
    }
}
