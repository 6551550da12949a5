package io.quorate.peers.quorate;

import io.quorate.benchmarks.rig.Member;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import io.quorate.peers.PeerConfig;
import io.quorate.port.Durability;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Quorate with commands submitted in the leader's process: two network legs a command. In memory
 * the members reach each other without a network, as those of other systems do there. What the
 * leader has no room for is offered again, which the command's latency includes.
 */
public final class QuorateInProcess extends QuoratePeer {
    private final int window;
    private final AnswerHandler handler = this::onAnswer;
    private final Refusals refusals = new Refusals();
    private final LongPredicate offerAgain = this::offerAgain;
    private final UnsafeBuffer again;
    private Member leader;
    private Submitter submitter;
    private LongConsumer onAnswer;

    /** Starts the members, and waits for a leader. */
    public QuorateInProcess(final PeerConfig config) {
        super(config, config.durability() == Durability.MEMORY ? "loopback" : "aeron-udp");
        window = config.window();
        again = new UnsafeBuffer(ByteBuffer.allocateDirect(config.payload()));
        follow(rig.awaitLeader());
    }

    private void follow(final Member newest) {
        leader = newest;
        submitter = newest.submitter(window);
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        return leader.isAlive() && refusals.areOffered() && submit(command, offset, length);
    }

    private boolean offerAgain(final long number) {
        again.putLong(0, number);
        return submit(again, 0, again.capacity());
    }

    private boolean submit(final DirectBuffer command, final int offset, final int length) {
        return submitter.submit(command.getLong(offset), command, offset, length)
                == Outcome.ACCEPTED;
    }

    @Override
    public void poll(final LongConsumer listener) {
        onAnswer = listener;
        rig.turn();
        rig.idle(submitter.poll(handler, window));
        final Member newest = rig.leader();
        if (newest != null && newest != leader) {
            submitter.close();
            refusals.forget();
            follow(newest);
        }
        refusals.offer(offerAgain);
    }

    private void onAnswer(final Answer answer) {
        if (answer.outcome() == Outcome.COMMITTED) {
            refusals.committed(answer.correlationId(), onAnswer);
        } else if (answer.outcome() == Outcome.BACK_PRESSURED) {
            refusals.refused(answer.correlationId());
        }
    }

    @Override
    public void close() {
        submitter.close();
        rig.close();
    }
}
