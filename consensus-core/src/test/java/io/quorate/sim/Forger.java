package io.quorate.sim;

import io.quorate.port.ForwardingTransport;
import io.quorate.port.Transport;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import io.quorate.wire.ReadReply;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A node that mishears: sound messages are changed, and sealed again, after the wire has handed
 * them over and before the node sees them, as if the node's own rule were wrong.
 */
abstract class Forger implements Plant {
    /** A duty cycle of the node begins. */
    void onCycle(final SimulatedNode node) {
        // nothing, in most
    }

    /** The node has said something. */
    void onSaid(final SimulatedNode node, final Message message) {
        // likewise
    }

    /** Changes what was heard; false lets it go unheard. */
    boolean forge(final SimulatedNode node, final RequestVote message) {
        return true;
    }

    boolean forge(final SimulatedNode node, final VoteReply message) {
        return true;
    }

    boolean forge(final SimulatedNode node, final AppendEntries message) {
        return true;
    }

    boolean forge(final SimulatedNode node, final AppendReply message) {
        return true;
    }

    boolean forge(final SimulatedNode node, final ReadReply message) {
        return true;
    }

    @Override
    public Transport transport(final SimulatedNode node, final Transport transport) {
        return new Mishearing(node, transport);
    }

    private final class Mishearing extends ForwardingTransport {
        private final SimulatedNode node;
        private final UnsafeBuffer copy = new UnsafeBuffer(new byte[1 << 17]);
        private final RequestVote requestVote = new RequestVote();
        private final VoteReply voteReply = new VoteReply();
        private final AppendEntries appendEntries = new AppendEntries();
        private final AppendReply appendReply = new AppendReply();
        private final ReadReply readReply = new ReadReply();

        Mishearing(final SimulatedNode node, final Transport transport) {
            super(transport);
            this.node = node;
        }

        @Override
        public int poll(final FrameHandler handler, final int limit) {
            onCycle(node);
            return transport.poll((frame, offset, length) -> {
                copy.putBytes(0, frame, offset, length);
                if (Message.check(copy, 0, length, SimulatedNetwork.CLUSTER_ID)
                        != Message.Verdict.SOUND || isHeard(length)) {
                    handler.onFrame(copy, 0, length);
                }
            }, limit);
        }

        private boolean isHeard(final int length) {
            return switch (Message.typeOf(copy, 0)) {
                case MessageType.REQUEST_VOTE ->
                    forge(node, wrapped(requestVote, length)) && sealed(requestVote);
                case MessageType.VOTE_REPLY ->
                    forge(node, wrapped(voteReply, length)) && sealed(voteReply);
                case MessageType.APPEND_ENTRIES ->
                    forge(node, wrapped(appendEntries, length)) && sealed(appendEntries);
                case MessageType.APPEND_REPLY ->
                    forge(node, wrapped(appendReply, length)) && sealed(appendReply);
                case MessageType.READ_REPLY ->
                    forge(node, wrapped(readReply, length)) && sealed(readReply);
                default -> true;
            };
        }

        private <M extends Message> M wrapped(final M message, final int length) {
            message.wrap(copy, 0, length);
            return message;
        }

        private boolean sealed(final Message message) {
            message.seal(message.bodyLength());
            return true;
        }

        @Override
        public boolean send(final int to, final Message message) {
            onSaid(node, message);
            return transport.send(to, message);
        }
    }
}
