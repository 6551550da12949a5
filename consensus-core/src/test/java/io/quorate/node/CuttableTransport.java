package io.quorate.node;

import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.wire.Message;
import org.agrona.DirectBuffer;

/** A transport that a test can cut: then nothing is heard, and what is said is lost. */
final class CuttableTransport implements Transport {
    private final Transport transport;
    private Runnable duringPoll = () -> {};
    private boolean isCut;
    private int said;

    CuttableTransport(final Transport transport) {
        this.transport = transport;
    }

    void cut(final boolean cut) {
        isCut = cut;
    }

    /** Something that happens while messages are polled. */
    void duringPoll(final Runnable action) {
        duringPoll = action;
    }

    /** Messages said since the beginning, lost ones included. */
    int said() {
        return said;
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        duringPoll.run();
        return transport.poll(isCut ? (buffer, offset, length) -> {} : handler, limit);
    }

    @Override
    public boolean send(final int to, final Message message) {
        said++;
        return isCut || transport.send(to, message);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        said++;
        return isCut || transport.send(to, message, body, offset, length);
    }

    @Override
    public int frameCapacity() {
        return transport.frameCapacity();
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
