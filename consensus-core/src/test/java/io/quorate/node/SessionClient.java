package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.wire.ClientRequest;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** One client with a session, in the hands of a test: it sends what it is told to, where to. */
final class SessionClient {
    private static final int WINDOW = 64;

    private final ClientRequest request = ClientRequest.allocated();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[32]);
    private final AnswerHandler keep = this::onAnswer;
    private final AnswerHandler count = this::onCounted;
    /** The outcome, index and first eight bytes of the reply to each number, in words. */
    final Map<Long, String> answers = new HashMap<>();
    private Submitter submitter;
    private long session;
    private long sent;
    private long committed;

    SessionClient(final NodeAgent node) {
        goTo(node);
    }

    void goTo(final NodeAgent node) {
        submitter = node.submitter(WINDOW);
    }

    long session() {
        return session;
    }

    long committed() {
        return committed;
    }

    /** Opens a session, or tells why it was not. */
    String open(final InlineCluster cluster) {
        answers.remove(0L);
        submitter.submit(request.kind(ClientRequest.OPEN_SESSION, 0).correlation(0).session(0)
                .seq(0, 0), command, 0, 0);
        cluster.runUntil(() -> answer(0) != null);
        return answer(0);
    }

    Outcome send(final long seq, final long first) {
        return send(session, seq, first);
    }

    Outcome send(final long ofSession, final long seq, final long first) {
        answers.remove(seq);
        command.putLong(0, seq);
        return submitter.submit(request.kind(ClientRequest.COMMAND, 0).correlation(seq)
                .session(ofSession).seq(seq, first), command, 0, Long.BYTES);
    }

    String call(final InlineCluster cluster, final long seq, final long first) {
        assertEquals(Outcome.ACCEPTED, send(seq, first));
        cluster.runUntil(() -> answer(seq) != null);
        return answer(seq);
    }

    String answer(final long correlation) {
        while (submitter.poll(keep, WINDOW) > 0) {
            // until there is none left
        }
        return answers.get(correlation);
    }

    private void onAnswer(final Answer answer) {
        if (answer.correlationId() == 0 && answer.outcome() == Outcome.COMMITTED) {
            session = answer.index();
        }
        answers.put(answer.correlationId(), answer.outcome()
                + (answer.outcome() == Outcome.COMMITTED ? " at " + answer.index() : ""));
    }

    /** Has so many commands executed, a window at a time, and allocates nothing by it. */
    void commit(final InlineCluster cluster, final long commands, final Runnable afterCycle) {
        final long target = committed + commands;
        while (committed < target) {
            while (submitter.unanswered() < WINDOW && sent < target
                    && submitter.submit(request.kind(ClientRequest.COMMAND, 0)
                            .correlation(sent + 1).session(session)
                            .seq(sent + 1, committed + 1), command, 0, 32) == Outcome.ACCEPTED) {
                sent++;
            }
            cluster.cycle();
            cluster.pass(10_000);
            submitter.poll(count, WINDOW);
            afterCycle.run();
        }
    }

    private void onCounted(final Answer answer) {
        committed += answer.outcome() == Outcome.COMMITTED ? 1 : 0;
    }
}
