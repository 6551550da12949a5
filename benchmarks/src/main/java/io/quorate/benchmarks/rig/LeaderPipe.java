package io.quorate.benchmarks.rig;

import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * The way in to a rig's leader for a closed loop, on the thread that turns the rig or on another.
 * What the node refuses for lack of room is offered again here; a leader that loses its office ends
 * the measurement with an error.
 */
public final class LeaderPipe implements Entrance {
    /** The leader that was to take the commands leads no more. */
    public static final class LostOfficeException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        LostOfficeException(final String sentence) {
            super(sentence);
        }
    }

    private final ClusterRig rig;
    private final Member leader;
    private final Submitter submitter;
    private final AnswerHandler onAnswer = this::onAnswer;
    private final LongArrayList refused = new LongArrayList();
    private final UnsafeBuffer again;
    private final int window;
    private final IdleStrategy idle;                     // null if whoever turns it turns the rig
    private long completed;

    /** A way to the present leader, for so many commands at a time. */
    public LeaderPipe(final ClusterRig rig, final int window) {
        this(rig, window, null);
    }

    /** The same for another thread than the one that turns the rig, and calls this. */
    static LeaderPipe ofAnotherThread(final ClusterRig rig, final int window) {
        return new LeaderPipe(rig, window, new YieldingIdleStrategy());
    }

    private LeaderPipe(final ClusterRig rig, final int window, final IdleStrategy idle) {
        this.rig = rig;
        this.idle = idle;
        leader = rig.awaitLeader();
        this.window = window;
        submitter = leader.submitter(window);
        again = new UnsafeBuffer(ByteBuffer.allocateDirect(rig.config().payload()));
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        return refused.isEmpty() && submit(command, offset, length);
    }

    private boolean submit(final DirectBuffer command, final int offset, final int length) {
        final Outcome outcome = submitter.submit(command.getLong(offset), command, offset, length);
        return switch (outcome) {
            case ACCEPTED -> true;
            case BACK_PRESSURED -> false;
            default -> throw new IllegalStateException("the leader answered " + outcome + "; "
                    + rig);
        };
    }

    @Override
    public void turn() {
        if (idle == null) {
            rig.turn();
            rig.idle(submitter.poll(onAnswer, window));
        } else {
            idle.idle(submitter.poll(onAnswer, window));
        }
        offerAgain();
    }

    private void onAnswer(final Answer answer) {
        if (answer.outcome() == Outcome.COMMITTED) {
            completed++;
        } else if (answer.outcome() == Outcome.BACK_PRESSURED
                || answer.outcome() == Outcome.OVERLOADED) {
            refused.addLong(answer.correlationId());
        } else {
            throw new LostOfficeException("member " + leader.id() + " lost its office while it"
                    + " was measured, and answered " + answer.outcome() + ": raise"
                    + " electionTimeoutMinMs, or run on a quieter machine; " + rig);
        }
    }

    private void offerAgain() {
        while (!refused.isEmpty()) {
            again.putLong(0, refused.getLong(refused.size() - 1));
            if (!submit(again, 0, again.capacity())) {
                return;
            }
            refused.removeAt(refused.size() - 1);
        }
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public Member leader() {
        return leader;
    }

    @Override
    public void close() {
        submitter.close();
    }

    @Override
    public String toString() {
        return rig.toString();
    }
}
