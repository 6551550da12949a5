package io.quorate.node;

import io.quorate.raft.ChangeState;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/** Changes of members that were asked for by any thread, one after the other, and their answers. */
final class Changes {
    private record Asked(MembershipChange change, CompletableFuture<ChangeAnswer> answer) {
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
        final Asked next = new Asked(change, new CompletableFuture<>());
        asked.offer(next);
        if (isStopped) {
            stop();
        }
        return next.answer;
    }

    /** Takes on what was asked, and answers what has ended. */
    int poll() {
        if (underWay == null && asked.isEmpty()) {
            return 0;
        }
        if (underWay == null) {
            underWay = asked.poll();
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
        to.answer.complete(new ChangeAnswer(result, state, raft.leaderId()));
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
