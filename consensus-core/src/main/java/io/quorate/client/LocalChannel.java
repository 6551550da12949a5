package io.quorate.client;

import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.RaftNode;
import io.quorate.node.Submitter;
import io.quorate.wire.ClientRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/** The way to members of the client's own process: a submitter's end of each. */
final class LocalChannel implements Channel {
    private static final int LIMIT = 256;

    private final Int2ObjectHashMap<RaftNode> nodes = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<Submitter> submitters = new Int2ObjectHashMap<>();
    private final List<Submitter> all = new ArrayList<>();
    private final LongArrayList tooLarge = new LongArrayList();
    private final LocalReply reply = new LocalReply();
    private final AnswerHandler onAnswer = this::onAnswer;
    private ReplyHandler handler;

    LocalChannel(final Map<Integer, RaftNode> members, final int window) {
        members.forEach((id, node) -> {
            final Submitter submitter = node.submitter(window);
            nodes.put(id.intValue(), node);
            submitters.put(id.intValue(), submitter);
            all.add(submitter);
        });
    }

    @Override
    public boolean send(final int member, final ClientRequest request, final DirectBuffer body,
            final int offset, final int length) {
        final Outcome outcome = submitters.get(member).submit(request, body, offset, length);
        if (outcome == Outcome.TOO_LARGE) {
            tooLarge.addLong(request.correlation());    // told when replies are polled, not here
        }
        return outcome != Outcome.BACK_PRESSURED;
    }

    @Override
    public int poll(final ReplyHandler replyHandler) {
        handler = replyHandler;
        int answers = tooLarge.size();
        for (int i = 0; i < tooLarge.size(); i++) {
            reply.refuse(Outcome.TOO_LARGE, tooLarge.getLong(i), handler);
        }
        tooLarge.clear();
        for (int i = 0; i < all.size(); i++) {
            answers += all.get(i).poll(onAnswer, LIMIT);
        }
        return answers;
    }

    private void onAnswer(final Answer answer) {
        reply.keep(answer).tell(handler);
    }

    @Override
    public boolean isGone(final int member) {
        return !nodes.get(member).isRunning();
    }

    @Override
    public void close() {
        all.forEach(Submitter::close);
    }
}
