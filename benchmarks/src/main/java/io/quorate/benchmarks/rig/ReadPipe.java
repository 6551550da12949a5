package io.quorate.benchmarks.rig;

import io.quorate.benchmarks.load.Pipe;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.node.Submitter;
import org.agrona.DirectBuffer;

/**
 * Reads at one of a rig's members, for a closed loop. Anything but an answer ends the measurement
 * with an error, as a refused read would not be a read.
 */
public final class ReadPipe implements Pipe, AutoCloseable {
    private final ClusterRig rig;
    private final ReadLevel level;
    private final Member member;
    private final Submitter submitter;
    private final AnswerHandler onAnswer = this::onAnswer;
    private final int window;
    private long completed;

    /** A member to read at, by what it is to the others. */
    public enum At {
        LEADER,
        FOLLOWER,
        OBSERVER
    }

    /** A way to a member of that kind, for so many reads at a time. */
    public ReadPipe(final ClusterRig rig, final ReadLevel level, final At at, final int window) {
        this.rig = rig;
        this.level = level;
        this.window = window;
        final Member leader = rig.awaitLeader();
        member = at == At.LEADER ? leader : rig.members().stream()
                .filter(other -> other.id() != leader.id() && isObserver(other)
                        == (at == At.OBSERVER)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nodes=1 has no follower, and"
                        + " observers=0 no observer: raise them, or set member=leader"));
        submitter = member.submitter(window);
    }

    private boolean isObserver(final Member other) {
        return other.id() > rig.config().nodes();
    }

    @Override
    public boolean offer(final DirectBuffer query, final int offset, final int length) {
        final Outcome outcome =
                submitter.read(level, query.getLong(offset), query, offset, length);
        if (outcome != Outcome.ACCEPTED && outcome != Outcome.BACK_PRESSURED) {
            throw new IllegalStateException("member " + member.id() + " answered " + outcome
                    + "; " + rig);
        }
        return outcome == Outcome.ACCEPTED;
    }

    @Override
    public void turn() {
        rig.turn();
        rig.idle(submitter.poll(onAnswer, window));
    }

    private void onAnswer(final Answer answer) {
        if (answer.outcome() != Outcome.ANSWERED) {
            throw new IllegalStateException("member " + member.id() + " answered a read with "
                    + answer.outcome() + " while it was measured: run on a quieter machine, or"
                    + " raise electionTimeoutMinMs; " + rig);
        }
        completed++;
    }

    @Override
    public long completed() {
        return completed;
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
