package io.quorate.benchmarks.virtual;

import io.quorate.client.Channel;
import io.quorate.client.LocalReply;
import io.quorate.node.AnswerHandler;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way of clients to the members of a virtual cluster, as long as the wires between them. Who is
 * down is silent: what was said to it is lost, and so is what it had not yet answered.
 */
final class VirtualWay implements Channel {
    private static final int POLL_LIMIT = 64;

    private final VirtualCluster cluster;
    private final Deque<LocalReply> arrived = new ArrayDeque<>();
    private final AnswerHandler onAnswer;

    VirtualWay(final VirtualCluster cluster) {
        this.cluster = cluster;
        onAnswer = answer -> {
            final LocalReply reply = new LocalReply().keep(answer);
            cluster.after(delayNs(), () -> arrived.add(reply));
        };
    }

    private long delayNs() {
        return cluster.settings().wire().delayNsMin();
    }

    @Override
    public boolean send(final int member, final ClientRequest request, final DirectBuffer body,
            final int offset, final int length) {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[length]);
        bytes.putBytes(0, body, offset, length);
        final ClientRequest copy = ClientRequest.allocated();
        copy.kind(request.kind(), request.level()).correlation(request.correlation())
                .session(request.session()).seq(request.seq(), request.firstOutstanding());
        final VirtualNode to = cluster.nodes().get(member - 1);
        cluster.after(delayNs(), () -> {
            if (to.isUp()) {
                to.guest().submit(copy, bytes, 0, length);
                to.wake();
            }
        });
        return true;
    }

    /** Takes what a member that has just worked says to clients. */
    void hear(final VirtualNode node) {
        if (node.hasGuest()) {
            node.guest().poll(onAnswer, POLL_LIMIT);
        }
    }

    @Override
    public int poll(final ReplyHandler handler) {
        int heard = 0;
        while (!arrived.isEmpty()) {
            arrived.remove().tell(handler);
            heard++;
        }
        return heard;
    }

    @Override
    public void close() {
        arrived.clear();
    }
}
