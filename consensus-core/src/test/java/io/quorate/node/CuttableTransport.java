package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.ClientHandler;
import io.quorate.port.ForwardingTransport;
import io.quorate.port.Transport;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientReply;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A transport that a test can cut: then nothing is heard, and what is said is lost. */
final class CuttableTransport extends ForwardingTransport {
    private Runnable duringPoll = () -> {};
    private boolean isCut;
    private boolean losesRequests;
    private boolean hearsTwice;
    private BiConsumer<Long, ClientReply> onReply = (client, message) -> {};
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final Deque<Long> clients = new ArrayDeque<>();
    private int said;
    private int batches;
    private boolean refusesReplies;
    private byte[] replied = {};

    CuttableTransport(final Transport transport) {
        super(transport);
    }

    void cut(final boolean cut) {
        isCut = cut;
    }

    /** Something that happens while messages are polled. */
    void duringPoll(final Runnable action) {
        duringPoll = action;
    }

    /** Whether what other members forward does not arrive. */
    void losesRequests(final boolean on) {
        losesRequests = on;
    }

    /** Whether each message is heard twice. */
    void hearTwice(final boolean on) {
        hearsTwice = on;
    }

    /** Hears what a client is answered. */
    void onReply(final BiConsumer<Long, ClientReply> handler) {
        onReply = handler;
    }

    /** The body of the newest thing that a client is answered. */
    byte[] repliedBody() {
        return replied;
    }

    /** Something that a client says. */
    void hearClient(final long client, final Message message, final DirectBuffer body) {
        message.seal(body.capacity());
        final byte[] frame = new byte[message.fixedLength() + body.capacity()];
        message.buffer().getBytes(0, frame, 0, message.fixedLength());
        body.getBytes(0, frame, message.fixedLength(), body.capacity());
        frames.add(frame);
        clients.add(client);
    }

    @Override
    public int pollClients(final ClientHandler handler, final int limit) {
        final int count = frames.size();
        while (!frames.isEmpty()) {
            final byte[] frame = frames.remove();
            handler.onFrame(clients.remove(), new UnsafeBuffer(frame), 0, frame.length);
        }
        return count;
    }

    @Override
    public boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        if (refusesReplies) {
            return false;
        }
        message.seal(length);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[message.fixedLength() + length]);
        frame.putBytes(0, message.buffer(), 0, message.fixedLength());
        frame.putBytes(message.fixedLength(), body, offset, length);
        final ClientReplies replies = new ClientReplies();
        replies.wrap(frame, 0, frame.capacity());
        assertTrue(replies.isSound());
        batches++;
        for (int at = replies.first(); replies.has(at); at = replies.next(at)) {
            final ClientReply reply = new ClientReply();
            replies.read(at, reply);
            replied = new byte[reply.bodyLength()];
            reply.buffer().getBytes(ClientReply.bodyOffset(), replied);
            onReply.accept(client, reply);
        }
        return true;
    }

    /** From now on the way to clients is full. */
    void refuseReplies() {
        refusesReplies = true;
    }

    /** How often clients were spoken to. */
    int batches() {
        return batches;
    }

    /** Messages said since the beginning, lost ones included. */
    int said() {
        return said;
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        duringPoll.run();
        if (!losesRequests && !hearsTwice) {
            return transport.poll(isCut ? (buffer, offset, length) -> {} : handler, limit);
        }
        return transport.poll((buffer, offset, length) -> {
            final int type = Message.typeOf(buffer, offset);
            if (!isCut && !(losesRequests && type == MessageType.CLIENT_REQUEST)) {
                handler.onFrame(buffer, offset, length);
                if (hearsTwice) {
                    handler.onFrame(buffer, offset, length);
                }
            }
        }, limit);
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
}
