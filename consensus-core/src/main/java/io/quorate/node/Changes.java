package io.quorate.node;

import io.quorate.raft.ChangeState;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/** Changes of members that were asked for by any thread, one after the other, and their answers. */
final class Changes {
    private record Asked(MembershipChange change, Consumer<ChangeAnswer> onAnswer) {
    }

    private final Raft raft;
    private final ManyToOneConcurrentLinkedQueue<Asked> asked =
            new ManyToOneConcurrentLinkedQueue<>();
    private Asked underWay;
    private long code;
    private volatile boolean isStopped;

    Changes(final Raft raft) {
        this.raft = raft;
    }

    /** Any thread: asks for a change; the answer comes when it has ended or was refused. */
    CompletableFuture<ChangeAnswer> ask(final MembershipChange change) {
        final CompletableFuture<ChangeAnswer> answer = new CompletableFuture<>();
        ask(change, answer::complete);
        return answer;
    }

    /** The same for a handler, which the node's thread tells; or the caller's, if it stopped. */
    void ask(final MembershipChange change, final Consumer<ChangeAnswer> onAnswer) {
        asked.offer(new Asked(change, onAnswer));
        if (isStopped) {
            stop();
        }
    }

    /** Takes on what was asked, and answers what has ended. */
    int poll() {
        if (underWay == null) {
            underWay = asked.poll();             // one that is just being asked may not be there
            if (underWay == null) {
                return 0;
            }
            code = raft.change(underWay.change);
        }
        final ChangeState state = code < 0 ? ChangeState.NONE : raft.changeState();
        if (!state.isUnderWay()) {
            answer(underWay, code, state);
            underWay = null;
            return 1;
        }
        return 0;
    }

    private void answer(final Asked to, final long result, final ChangeState state) {
        to.onAnswer.accept(new ChangeAnswer(result, state, raft.leaderId()));
    }

    /** The last word: what goes on is in doubt, what has not begun was not done. */
    synchronized void stop() {
        isStopped = true;
        if (underWay != null) {
            answer(underWay, code, ChangeState.LOST);
            underWay = null;
        }
        for (Asked next = asked.poll(); next != null; next = asked.poll()) {
            answer(next, Raft.NOT_LEADER, ChangeState.NONE);
        }
    }
}
