package io.quorate.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A submitter's end in the hands of a test, which keeps all answers, in words. */
final class Client {
    final Submitter submitter;
    final List<String> answers = new ArrayList<>();

    Client(final NodeAgent node, final int window) {
        submitter = node.submitter(window);
    }

    Outcome submit(final long correlationId, final String command) {
        final UnsafeBuffer buffer = new UnsafeBuffer(command.getBytes(StandardCharsets.UTF_8));
        return submitter.submit(correlationId, buffer, 0, buffer.capacity());
    }

    /** All answers so far, such as {@code 7 COMMITTED at 3 'x'} or {@code 8 NOT_LEADER but 2}. */
    List<String> answers() {
        while (submitter.poll(this::onAnswer, 10) > 0) {
            // until there is none left
        }
        return answers;
    }

    private void onAnswer(final Answer answer) {
        final Reply reply = Reply.of(answer);
        answers.add(answer.correlationId() + " " + switch (reply.outcome()) {
            case COMMITTED -> "COMMITTED at " + reply.index() + " '" + reply.text() + "'";
            case NOT_LEADER -> "NOT_LEADER but " + reply.leaderId();
            case OVERLOADED -> "OVERLOADED " + reply.overload();
            default -> reply.outcome().toString();
        });
    }
}
