package io.quorate.peers.quorate;

import io.quorate.benchmarks.rig.Member;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import io.quorate.peers.PeerConfig;
import io.quorate.port.Durability;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Quorate with commands submitted in the leader's process: two network legs a command. In memory
 * the members reach each other without a network, as those of other systems do there.
 */
public final class QuorateInProcess extends QuoratePeer {
    private final int window;
    private final AnswerHandler handler = this::onAnswer;
    private Member leader;
    private Submitter submitter;
    private LongConsumer onAnswer;

    /** Starts the members, and waits for a leader. */
    public QuorateInProcess(final PeerConfig config) {
        super(config, config.durability() == Durability.MEMORY ? "loopback" : "aeron-udp");
        window = config.window();
        follow(rig.awaitLeader());
    }

    private void follow(final Member newest) {
        leader = newest;
        submitter = newest.submitter(window);
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        return leader.isAlive() && submitter.submit(command.getLong(offset), command, offset,
                length) == Outcome.ACCEPTED;
    }

    @Override
    public void poll(final LongConsumer listener) {
        onAnswer = listener;
        rig.turn();
        rig.idle(submitter.poll(handler, window));
        final Member newest = rig.leader();
        if (newest != null && newest != leader) {
            submitter.close();
            follow(newest);
        }
    }

    private void onAnswer(final Answer answer) {
        if (answer.outcome() == Outcome.COMMITTED) {
            onAnswer.accept(answer.correlationId());
        } else if (answer.outcome() == Outcome.BACK_PRESSURED) {
            throw new IllegalStateException("the leader has no room for " + window
                    + " commands; lower the window");
        }
    }

    @Override
    public void close() {
        submitter.close();
        rig.close();
    }
}
