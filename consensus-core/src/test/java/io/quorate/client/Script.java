package io.quorate.client;

import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the client has said, and what it is to hear. */
final class Script implements Channel {
    final List<String> said = new ArrayList<>();
    final List<Long> correlations = new ArrayList<>();
    final Deque<UnsafeBuffer> replies = new ArrayDeque<>();
    final Set<Integer> gone = new HashSet<>();

    @Override
    public boolean send(final int member, final ClientRequest request,
            final DirectBuffer body, final int offset, final int length) {
        said.add(member + (request.kind() == ClientRequest.COMMAND
                ? ": " + request.seq() + "/" + request.firstOutstanding() + " of "
                        + request.session()
                : ": kind " + request.kind()));
        correlations.add(request.correlation());
        return true;
    }

    @Override
    public int poll(final ReplyHandler handler) {
        final int count = replies.size();
        while (!replies.isEmpty()) {
            final UnsafeBuffer frame = replies.remove();
            final ClientReply reply = new ClientReply();
            reply.wrap(frame, 0, frame.capacity());
            handler.onReply(reply);
        }
        return count;
    }

    @Override
    public boolean isGone(final int member) {
        return gone.contains(member);
    }

    @Override
    public void close() {
        said.add("closed");
    }
}
