package io.quorate.client;

import java.util.function.ObjLongConsumer;
import org.agrona.BitUtil;

/**
 * The commands of a session that are not settled, by their numbers.
 * <pre>
 *   answered │ under way │ to be sent (again) │
 *          first        due                  next
 * </pre>
 * They are executed in order. So what was sent after one that is refused comes too early, and is
 * due again with it: at once, as the same word of each of them is only a matter of time. It is not
 * waited for, and no news when it comes: each time the window goes back a new round begins, and a
 * refusal counts only if it is of the round in which its command was sent last.
 */
final class CallWindow {
    private final int capacity;
    private final Call[] calls;          // by number, modulo a power of two
    private long first = 1;
    private long next = 1;
    private long due = 1;
    private long round = 1;

    /** Room for so many. */
    CallWindow(final int capacity) {
        this.capacity = capacity;
        calls = new Call[BitUtil.findNextPositivePowerOfTwo(capacity)];
    }

    private int at(final long seq) {
        return (int) seq & calls.length - 1;
    }

    /** Another session begins, with none. */
    void begin() {
        first = 1;
        due = 1;
        next = 1;
    }

    /** What is sent now is of this round; what was sent earlier, of an earlier one. */
    long round() {
        return round;
    }

    /** All that was said so far is past. */
    long beginRound() {
        return ++round;
    }

    /** The lowest number that is not settled. */
    long first() {
        return first;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return (int) (next - first);
    }

    boolean holds(final long seq) {
        return seq >= first && seq < next;
    }

    Call call(final long seq) {
        return calls[at(seq)];
    }

    /** Takes one more, which is to be sent. */
    void add(final Call call) {
        calls[at(next)] = call;
        next++;
    }

    /** The lowest number that is to be sent; 0 if none is. */
    long nextDue() {
        while (due < next && call(due).isDone) {
            due++;
        }
        return due < next ? due : 0;
    }

    /** Whether that one may be sent with those that are due before it. */
    boolean isDue(final long seq) {
        return seq >= due && seq < next && !call(seq).isDone;
    }

    /** The one that was due was sent. */
    void sent(final long nowNs) {
        final Call call = call(due++);
        call.attempts++;
        call.round = round;
        call.sentNs = nowNs;
    }

    /**
     * That one was refused in that round; whoever came too early tells that one before it, nobody
     * knows which, was not executed.
     */
    void refused(final long seq, final boolean isTooEarly) {
        if (seq < due) {
            due = isTooEarly ? first : seq;
            beginRound();
        }
    }

    /** Whether a word of that round is of the newest attempt. */
    boolean isNewest(final long seq, final long ofRound) {
        return call(seq).round == ofRound;
    }

    /** Nobody knows what became of any. */
    void lost() {
        due = first;
        beginRound();
    }

    /** Leaves out what is answered, from the front. */
    void settle() {
        while (first < next && call(first).isDone) {
            calls[at(first)].release();
            calls[at(first)] = null;
            first++;
        }
        due = Math.max(due, first);
    }

    /** Whether the first has been under way for longer than that. */
    boolean isOverdue(final long nowNs, final long limitNs) {
        return due > first && nowNs - call(first).sentNs > limitNs;
    }

    /** Takes all out, the last first, with their numbers. */
    void clear(final ObjLongConsumer<Call> onCall) {
        for (long seq = next - 1; seq >= first; seq--) {
            final Call call = call(seq);
            calls[at(seq)] = null;
            onCall.accept(call, seq);
        }
        begin();
    }
}
