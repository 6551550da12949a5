package io.quorate.sim;

import io.quorate.client.Channel;
import io.quorate.client.LocalReply;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way from one client with sessions to the members of a {@link Rehearsal}, as over a network: a
 * member that is down or stands still is silent. Holds against the members that each command is
 * executed once, and where its answer says (I12).
 */
final class RehearsedWay implements Channel, SessionLedger {
    private static final int SEQ_BITS = 24;

    private final World world;
    private final long delayNs;
    private final Deque<LocalReply> arrived = new ArrayDeque<>();
    private final Map<Long, Long> appliedAt = new HashMap<>();
    private final Map<Long, Long> numbers = new HashMap<>();     // by the request's correlation

    RehearsedWay(final World world, final long delayNs) {
        this.world = world;
        this.delayNs = delayNs;
    }

    @Override
    public boolean send(final int member, final ClientRequest request, final DirectBuffer body,
            final int offset, final int length) {
        final boolean isCommand = request.kind() == ClientRequest.COMMAND;
        final int prefix = isCommand ? Machines.PREFIX_LENGTH : 0;
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[prefix + length]);
        bytes.putBytes(prefix, body, offset, length);
        if (isCommand) {
            final long number = request.session() << SEQ_BITS | request.seq();
            numbers.put(request.correlation(), number);
            bytes.putLong(0, -number);
        }
        final ClientRequest copy = ClientRequest.allocated();
        copy.kind(request.kind(), request.level()).correlation(request.correlation())
                .session(request.session()).seq(request.seq(), request.firstOutstanding());
        world.time.after(delayNs, () -> arrive(world.node(member), copy, bytes));
        return true;
    }

    @Override
    public boolean isGone(final int member) {
        return world.links.isGone(member);
    }

    private void arrive(final SimulatedNode node, final ClientRequest request,
            final UnsafeBuffer body) {
        if (node.isUp()) {
            node.guest().submit(request, body, 0, body.capacity());
            node.wakeSoon();
        }
    }

    @Override
    public AnswerHandler of(final SimulatedNode node) {
        return answer -> {
            if (!node.agent().isStopped()) {             // the dead say nothing
                onAnswer(answer);
            }
        };
    }

    private void onAnswer(final Answer answer) {
        final Long number = numbers.get(answer.correlationId());
        if (answer.outcome() == Outcome.COMMITTED && number != null
                && appliedAt.getOrDefault(number, 0L) != answer.index()) {
            world.checks.fail("I12 exactly once: a command was answered as committed at {}, and"
                    + " was executed at {}", answer.index(), appliedAt.get(number));
        }
        final LocalReply reply = new LocalReply().keep(answer);
        world.time.after(delayNs, () -> arrived.add(reply));
    }

    @Override
    public void onFirstApply(final long number, final long index, final int replied) {
        final Long before = appliedAt.put(number, index);
        if (before != null) {
            world.checks.fail("I12 exactly once: a command was executed at {} and again at {}",
                    before, index);
        }
    }

    @Override
    public int poll(final ReplyHandler to) {
        int heard = 0;
        while (!arrived.isEmpty()) {
            arrived.remove().tell(to);
            heard++;
        }
        return heard;
    }

    @Override
    public void close() {
        arrived.clear();
    }
}
