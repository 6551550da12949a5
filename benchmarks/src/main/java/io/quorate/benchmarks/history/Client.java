package io.quorate.benchmarks.history;

import io.quorate.benchmarks.history.Line.Outcome;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.check.KeyValueCall.Kind;
import io.quorate.check.KeyValueCall;
import io.quorate.check.Operation;
import io.quorate.kv.KeyValue;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Submitter;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client that does one thing at a time. What is refused it asks again, elsewhere, for a while.
 * When an answer stays unknown it goes on under a new number, as a process that starts anew.
 */
final class Client {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long THINK_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ClusterRig rig;
    private final Workbook workbook;
    private final SplittableRandom random;
    private final AnswerHandler onAnswer = this::onAnswer;
    private int number;
    private int target;                         // a member's place
    private Submitter submitter;
    private KeyValueCall call;                  // null while it has nothing to do
    private String key;
    private byte[] command;
    private long callNs;
    private long nextNs;
    private boolean isOpen;                     // an answer will follow

    Client(final int number, final ClusterRig rig, final Workbook workbook, final long seed) {
        this.number = number;
        this.rig = rig;
        this.workbook = workbook;
        random = new SplittableRandom(seed);
        target = number % rig.members().size();
    }

    /** Does what is due. */
    int turn(final long nowNs) {
        final int polled = submitter == null ? 0 : submitter.poll(onAnswer, 1);
        if (call != null && nowNs - callNs > PATIENCE_NS) {
            giveUp(nowNs);
        }
        if (!isOpen && nowNs - nextNs >= 0) {
            if (call == null && workbook.isFull()) {
                return polled;
            }
            ask(nowNs);
            return polled + 1;
        }
        return polled;
    }

    private void ask(final long nowNs) {
        if (call == null) {
            begin(nowNs);
        }
        if (submitter == null && !connect()) {
            moveOn(nowNs);
            return;
        }
        switch (submitter.submit(0, new UnsafeBuffer(command), 0, command.length)) {
            case ACCEPTED -> isOpen = true;
            default -> moveOn(nowNs);
        }
    }

    private void begin(final long nowNs) {
        key = workbook.anyKey(random);
        call = workbook.next(random, key);
        command = switch (call.kind()) {
            case GET -> KeyValue.get(key);
            case PUT -> KeyValue.put(key, Long.toString(call.value()));
            case CAS -> KeyValue.cas(key, call.expect() == KeyValueCall.ABSENT ? null
                    : Long.toString(call.expect()), Long.toString(call.value()));
        };
        callNs = nowNs;
    }

    private boolean connect() {
        final Member member = rig.members().get(target);
        if (!member.isAlive()) {
            return false;
        }
        submitter = member.submitter(1);
        return true;
    }

    /** To the next member, a moment later. */
    private void moveOn(final long nowNs) {
        leave((target + 1) % rig.members().size());
        nextNs = nowNs + RETRY_NS;
    }

    private void leave(final int next) {
        if (submitter != null) {
            submitter.close();
            submitter = null;
        }
        target = next;
    }

    private void onAnswer(final Answer answer) {
        final long nowNs = System.nanoTime();
        isOpen = false;
        switch (answer.outcome()) {
            case COMMITTED -> {
                final byte[] reply = new byte[answer.reply().capacity()];
                answer.reply().getBytes(0, reply);
                finish(call.answered(result(reply)), nowNs, Outcome.OK);
            }
            case INDETERMINATE -> finish(call, nowNs, Outcome.UNKNOWN);
            case NOT_LEADER -> {
                leave(answer.leaderId() > 0 ? answer.leaderId() - 1
                        : (target + 1) % rig.members().size());
                nextNs = nowNs + RETRY_NS;
            }
            default -> nextNs = nowNs + RETRY_NS;
        }
    }

    private long result(final byte[] reply) {
        final String found = KeyValue.text(reply);
        final boolean isOk = KeyValue.status(reply) == KeyValue.Status.OK;
        return switch (call.kind()) {
            case GET -> found == null ? KeyValueCall.ABSENT : Long.parseLong(found);
            case PUT, CAS -> isOk ? 1 : 0;
        };
    }

    /** What was taken and not answered is unknown; what was only ever refused has failed. */
    private void giveUp(final long nowNs) {
        leave((target + 1) % rig.members().size());
        finish(call, nowNs, isOpen ? Outcome.UNKNOWN : Outcome.FAIL);
        isOpen = false;
    }

    private void finish(final KeyValueCall answered, final long nowNs, final Outcome outcome) {
        workbook.add(new Line(new Operation<>(number, key, answered, callNs,
                outcome == Outcome.UNKNOWN ? Operation.NEVER : nowNs), outcome));
        number += outcome == Outcome.UNKNOWN ? HistoryRun.CLIENTS : 0;
        if (outcome == Outcome.OK && (answered.kind() != Kind.CAS || answered.result() == 1)) {
            workbook.seen(key, answered.kind() == Kind.GET ? answered.result() : answered.value());
        }
        call = null;
        nextNs = nowNs + random.nextLong(THINK_NS);
    }
}
