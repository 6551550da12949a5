package io.quorate.client;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client's talk with its cluster: one session at a time, its commands in order, a window of them
 * under way (thesis §6.3).
 * <pre>
 *   waiting ──► window ──► leader
 * </pre>
 * Each time it turns to another member, to a new session, or back to what was refused, a new round
 * begins; a refusal of an attempt that is not the newest is no news. Told the time; one thread.
 */
final class Conversation {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Channel channel;
    private final ClientSettings settings;
    private final DeadMembers dead;
    private final ClientRequest request;
    private final Asking asking;
    private final ClientEffort effort = new ClientEffort();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private final CallWindow window;
    private final CommandSender commands;
    private final Pause pause;
    private final Channel.ReplyHandler onReply = this::onReply;
    private long nowNs;
    private int target;
    private long targetRound = 1;        // since when it is asked
    private long sessionRound;
    private long session;                // 0 while there is none
    private long sessionTimeoutNs;
    private int sessionWindow;
    private long heardNs;
    private long askedNs;                // since when an opening or keep-alive is unanswered
    private boolean isAsking;
    private long spokeNs;

    Conversation(final Channel channel, final ClientSettings settings, final long nowNs) {
        this.channel = channel;
        this.settings = settings;
        this.nowNs = nowNs;
        pause = new Pause(settings.pauseNs(), nowNs);
        heardNs = nowNs;
        final int[] ids = settings.members().keySet().stream().mapToInt(id -> id).toArray();
        dead = new DeadMembers(ids, settings.deadNsMin(), settings.deadNsMax());
        target = dead.after(0, nowNs);
        request = ClientRequest.allocated();
        request.speaker(settings.clusterId(), 0, 0);
        window = new CallWindow(settings.window());
        commands = new CommandSender(request, channel, window, effort);
        asking = new Asking(request, channel, settings.isPatient());
    }

    /** Takes a call; it waits for its place in the window. */
    void take(final Call call) {
        if (call.kind == ClientRequest.COMMAND) {
            waiting.add(call);
        } else {
            asking.take(call);
        }
    }

    /** Calls that are not yet answered. */
    int unanswered() {
        return waiting.size() + window.size() + asking.size();
    }

    /** Hears replies, lets time pass, and says what is due. */
    int doWork(final long now) {
        nowNs = now;
        int work = channel.poll(onReply);
        work += asking.expire(now);
        expireCalls();
        watchMember();
        if (pause.isOver(now)) {
            work += speak();
        }
        return work;
    }

    // ---- heard ----------------------------------------------------------------------------------

    private void onReply(final ClientReply reply) {
        final Outcome outcome = Outcome.ofCode(reply.outcome());
        if (outcome == null) {
            return;
        }
        heardNs = nowNs;
        if (Asking.isOne(reply.correlation())) {
            dead.answered(target);
            if (!asking.onReply(outcome, reply)) {
                turnAway(outcome, reply);
            }
            return;
        }
        final long seq = CommandSender.seq(reply.correlation());
        final long round = CommandSender.round(reply.correlation());
        final boolean isOfTarget = round >= targetRound;
        if (isOfTarget) {
            dead.answered(target);
        }
        if (seq == 0 && isOfTarget) {
            onSession(outcome, reply);
        } else if (window.holds(seq) && round >= sessionRound) {
            onCommand(window.call(seq), seq, outcome, reply,
                    isOfTarget && window.isNewest(seq, round));
            if (isOfTarget && outcome == Outcome.COMMITTED) {
                passBy(reply.leaderId());
            }
        }
    }

    /** Whoever had to send a command on names its leader, which is asked at once from now on. */
    private void passBy(final int leader) {
        if (isElsewhere(leader) && !dead.isDead(leader, nowNs) && asking.size() == 0) {
            turnTo(leader);
        }
    }

    private boolean isElsewhere(final int leader) {
        return leader != 0 && leader != target && dead.isMember(leader);
    }

    private void onSession(final Outcome outcome, final ClientReply reply) {
        isAsking = false;
        if (outcome == Outcome.COMMITTED && session == 0) {
            opened(reply);
            passBy(reply.leaderId());
        } else if (outcome == Outcome.SESSION_EXPIRED) {
            expired(Long.MAX_VALUE);
        } else if (outcome == Outcome.SESSIONS_FULL || outcome == Outcome.UNSUPPORTED) {
            refuseAll(outcome);
        } else if (outcome != Outcome.COMMITTED) {
            turnAway(outcome, reply);
        }
    }

    private void opened(final ClientReply reply) {
        session = reply.index();
        sessionRound = window.round();
        final int at = ClientReply.bodyOffset();
        sessionTimeoutNs = reply.buffer().getLong(at, LITTLE_ENDIAN) * 1_000_000;
        sessionWindow = Math.min(window.capacity(),
                reply.buffer().getInt(at + Long.BYTES, LITTLE_ENDIAN));
        window.begin();
        spokeNs = nowNs;
    }

    private void onCommand(final Call call, final long seq, final Outcome outcome,
            final ClientReply reply, final boolean isNews) {
        if (call.isDone) {
            return;
        }
        switch (outcome) {
            case COMMITTED, TOO_LARGE, UNSUPPORTED -> finish(call, outcome, reply);
            case SESSION_EXPIRED -> expired(seq);
            default -> {
                if (isNews && call.goesOn(outcome, reply, settings.isPatient())) {
                    window.refused(seq, outcome == Outcome.OUT_OF_SEQUENCE);
                    turnAway(outcome, reply);
                }
                window.settle();
            }
        }
    }

    private void finish(final Call call, final Outcome outcome, final ClientReply reply) {
        pause.forget();
        call.done(outcome, reply);
        window.settle();
    }

    /** Not done, for now: by another member, or a moment later. */
    private void turnAway(final Outcome outcome, final ClientReply reply) {
        effort.refused(outcome);
        final int hint = reply.leaderId();
        if (outcome == Outcome.NOT_LEADER && isElsewhere(hint)
                && !dead.hasJustFailed(hint, nowNs, settings.responseNs())) {
            turnTo(hint);
            return;
        }
        if (outcome == Outcome.NOT_LEADER || outcome == Outcome.STOPPED) {
            turnTo(dead.afterRefusal(target, nowNs));
        }
        pause.begin(nowNs, outcome == Outcome.OVERLOADED);
    }

    private void turnTo(final int member) {
        target = member;
        window.lost();
        targetRound = window.round();
        isAsking = false;
        heardNs = nowNs;
        asking.sendAgain();
    }

    /**
     * The session has ended, as the command of that number was told. What was sent but once, and
     * not before that one, was certainly not executed and goes on in the next session; the rest is
     * in doubt.
     */
    private void expired(final long toldSeq) {
        window.clear((call, seq) -> {
            if (!call.isDone && (call.attempts == 0 || call.attempts == 1 && seq >= toldSeq)) {
                call.attempts = 0;
                waiting.addFirst(call);
                return;
            }
            if (!call.isDone) {
                call.done(Outcome.INDETERMINATE);
            }
            call.release();
        });
        session = 0;
        targetRound = window.beginRound();
        isAsking = false;
    }

    private static void giveUp(final Call call, final Outcome outcome) {
        call.giveUp(outcome);
        call.release();
    }

    private void refuseAll(final Outcome outcome) {
        while (!waiting.isEmpty()) {
            giveUp(waiting.remove(), outcome);
        }
    }

    // ---- time -----------------------------------------------------------------------------------

    private void expireCalls() {
        while (!waiting.isEmpty() && nowNs - waiting.peek().deadlineNs >= 0) {
            giveUp(waiting.remove(), Outcome.NOT_LEADER);
        }
        for (long seq = window.first(); window.holds(seq)
                && nowNs - window.call(seq).deadlineNs >= 0; seq++) {
            if (!window.call(seq).isDone) {
                window.call(seq).giveUp(Outcome.NOT_LEADER);
            }
        }
        window.settle();
    }

    /** A member that leaves a question unanswered too long rests; another is asked at once. */
    private void watchMember() {
        final boolean isGone = channel.isGone(target) && unanswered() > 0;
        if (isGone || isOverdue()) {
            dead.failed(target, nowNs);
            effort.rested();
            turnTo(dead.after(target, nowNs));
            if (dead.isDead(target, nowNs)) {
                pause.begin(nowNs, false);       // none is left that has not failed
            } else {
                pause.end(nowNs);
            }
        }
    }

    private boolean isOverdue() {
        final long limitNs = settings.responseNs();
        return nowNs - heardNs > limitNs
                && (isAsking && nowNs - askedNs > limitNs
                        || window.isOverdue(nowNs, limitNs)
                        || asking.isOverdue(nowNs, limitNs));
    }

    // ---- said -----------------------------------------------------------------------------------

    private int speak() {
        int said = asking.speak(target, nowNs);
        if (session == 0) {
            return said + (isAsking || waiting.isEmpty() ? 0 : ask(ClientRequest.OPEN_SESSION));
        }
        while (!waiting.isEmpty() && window.size() < sessionWindow) {
            window.add(waiting.remove());
        }
        final int sent = commands.send(target, session, nowNs);
        said += sent;
        if (sent > 0) {
            spokeNs = nowNs;
        }
        if (!isAsking && nowNs - spokeNs > sessionTimeoutNs / 3) {
            said += ask(ClientRequest.KEEP_ALIVE);
        }
        return said;
    }

    private int ask(final int kind) {
        request.kind(kind, 0).correlation(CommandSender.correlation(window.round(), 0))
                .session(session).seq(0, window.first()).body(NOTHING, 0, 0);
        if (!channel.send(target, request, NOTHING, 0, 0)) {
            return 0;
        }
        isAsking = true;
        askedNs = nowNs;
        spokeNs = nowNs;
        return 1;
    }

    /** Ends the session, if there is one and the way is free, and gives up what is unanswered. */
    void close() {
        if (session != 0) {
            ask(ClientRequest.CLOSE_SESSION);
        }
        for (long seq = window.first(); window.holds(seq); seq++) {
            if (!window.call(seq).isDone) {
                window.call(seq).giveUp(Outcome.STOPPED);
            }
        }
        refuseAll(Outcome.STOPPED);
        asking.close();
        channel.close();
    }

    ClientEffort effort() {
        return effort;
    }

    /** The member that is asked. */
    int target() {
        return target;
    }
}
