package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.client.Channel;
import io.quorate.client.LocalReply;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import io.quorate.wire.ClientRequest;
import org.agrona.DirectBuffer;

/**
 * The way to members of this JVM as a client elsewhere has it: who has ended is silent, and what
 * was asked of it is never answered.
 */
final class RigWay implements Channel {
    private static final int WINDOW = 1 << 11;

    private final ClusterRig rig;
    private final Submitter[] submitters;
    private final LocalReply reply = new LocalReply();
    private final AnswerHandler onAnswer = this::onAnswer;
    private ReplyHandler handler;

    RigWay(final ClusterRig rig) {
        this.rig = rig;
        submitters = new Submitter[rig.members().size()];
    }

    @Override
    public boolean send(final int member, final ClientRequest request, final DirectBuffer body,
            final int offset, final int length) {
        final Member to = rig.members().get(member - 1);
        if (!to.isAlive()) {
            return true;                                 // taken, and lost
        }
        if (submitters[member - 1] == null) {
            submitters[member - 1] = to.submitter(WINDOW);
        }
        return submitters[member - 1].submit(request, body, offset, length)
                != Outcome.BACK_PRESSURED;
    }

    @Override
    public int poll(final ReplyHandler to) {
        handler = to;
        int answers = 0;
        for (int place = 0; place < submitters.length; place++) {
            if (submitters[place] != null && rig.members().get(place).isAlive()) {
                answers += submitters[place].poll(onAnswer, WINDOW);
            }
        }
        return answers;
    }

    private void onAnswer(final Answer answer) {
        reply.keep(answer).tell(handler);
    }

    /** The member ends: nothing that it has still to say is heard. */
    void forget(final int member) {
        submitters[member - 1] = null;
    }

    @Override
    public void close() {
        for (final Submitter submitter : submitters) {
            if (submitter != null) {
                submitter.close();
            }
        }
    }
}
