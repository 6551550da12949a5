package io.quorate.sim;

import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.DirectBuffer;

/**
 * What clients were told of each command, held against what became of it: a committed one lies
 * where the answer says and was replied to as everywhere; a refused one is never seen; none is
 * applied twice; and what is submitted after an answer comes after it (I11: in one total order,
 * with every reply as the state machine gives it, that is linearizability).
 */
final class AnswerSheet {
    private enum Fate {
        OPEN,
        COMMITTED,
        REFUSED,
        INDETERMINATE
    }

    private final World world;
    private final Workload workload;
    private Fate[] fates = new Fate[1 << 10];
    private boolean[] isAppended = new boolean[1 << 10];
    private long[] appliedAt = new long[1 << 10];
    private long[] notBefore = new long[1 << 10];        // answered before it was submitted
    private int[] replies = new int[1 << 10];
    private int submitted;
    private int open;
    private int committed;
    private long newestAnswered;
    private final BitSet openReads = new BitSet();
    private int reads;
    private final BitSet servedReads = new BitSet();
    private int leaderHint;

    AnswerSheet(final World world, final Workload workload) {
        this.world = world;
        this.workload = workload;
    }

    /** A number for the next command, which is open until it is answered. */
    int submit() {
        submitted++;
        if (submitted == fates.length) {
            fates = Arrays.copyOf(fates, submitted * 2);
            isAppended = Arrays.copyOf(isAppended, submitted * 2);
            appliedAt = Arrays.copyOf(appliedAt, submitted * 2);
            notBefore = Arrays.copyOf(notBefore, submitted * 2);
            replies = Arrays.copyOf(replies, submitted * 2);
        }
        notBefore[submitted] = newestAnswered;
        fates[submitted] = Fate.OPEN;
        open++;
        return submitted;
    }

    AnswerHandler of(final SimulatedNode node) {
        return answer -> onAnswer(node, answer);
    }

    private void onAnswer(final SimulatedNode node, final Answer answer) {
        if (answer.correlationId() < 0) {
            closeRead(node, (int) -answer.correlationId(), answer.outcome(), answer.index(),
                    answer.reply());
            return;
        }
        final int id = (int) answer.correlationId();
        if (answer.outcome() == Outcome.NOT_LEADER) {
            leaderHint = answer.leaderId();
        }
        if (answer.outcome() == Outcome.COMMITTED) {
            committed(id, answer);
        }
        close(node, id, answer.outcome(), answer.reply());
    }

    private void committed(final int id, final Answer answer) {
        if (appliedAt[id] != answer.index()) {
            world.checks.fail("answers: command {} was answered as committed at {}, and was "
                    + "applied at {}", id, answer.index(), appliedAt[id]);
        }
        if (replies[id] != WatchedMachine.hash(answer.reply(), answer.reply().capacity())) {
            world.checks.fail("answers: command {} was not given the state machine's reply", id);
        }
        newestAnswered = Math.max(newestAnswered, answer.index());
        committed++;
    }

    /** The one answer to a command. */
    void close(final SimulatedNode node, final int id, final Outcome outcome,
            final DirectBuffer reply) {
        if (fates[id] != Fate.OPEN) {
            world.checks.fail("answers: command {} was answered twice", id);
        }
        fates[id] = switch (outcome) {
            case COMMITTED -> Fate.COMMITTED;
            case INDETERMINATE -> Fate.INDETERMINATE;
            default -> Fate.REFUSED;
        };
        if (fates[id] == Fate.REFUSED && isAppended[id]) {
            world.checks.fail("answers: command {} was refused although it is in a log", id);
        }
        open--;
        countOverload(outcome);
        workload.onAnswer(id, outcome, reply);
        world.note(Event.ANSWER, node, outcome.name(), id, appliedAt[id], 0, 0);
    }

    private void countOverload(final Outcome outcome) {
        if (outcome == Outcome.OVERLOADED) {
            world.coverage.count(Fault.OVERLOAD);
        }
    }

    /** A number for the next read, which is open until it is answered. */
    int read() {
        openReads.set(++reads);
        return reads;
    }

    int reads() {
        return reads;
    }

    /** The one answer to a read. */
    void closeRead(final SimulatedNode node, final int number, final Outcome outcome,
            final long index, final DirectBuffer reply) {
        if (!openReads.get(number)) {
            world.checks.fail("answers: read {} was answered twice", number);
        }
        openReads.clear(number);
        if (outcome == Outcome.ANSWERED) {
            servedReads.set(number);
        }
        countOverload(outcome);
        world.note(Event.READ_ANSWER, node, outcome.name(), number, index, 0, 0);
        workload.onRead(number, node, outcome, index, reply);
    }

    boolean isReadAnswered(final int number) {
        return !openReads.get(number);
    }

    /** Whether a state machine answered it. */
    boolean isReadServed(final int number) {
        return servedReads.get(number);
    }

    /** Reads that a state machine answered. */
    int servedReads() {
        return servedReads.cardinality();
    }

    /** A leader takes a command into its log. */
    void onAppend(final long id) {
        if (id < 1 || id > submitted) {
            world.checks.fail("answers: command {} was never submitted", id);
        }
        if (fates[(int) id] == Fate.REFUSED) {
            world.checks.fail("answers: command {} is in a log although it was refused", id);
        }
        isAppended[(int) id] = true;
    }

    /** The first node applies a command. */
    void onFirstApply(final long id, final long index, final int reply) {
        if (appliedAt[(int) id] != 0) {
            world.checks.fail("answers: command {} was applied at {} and again at {}", id,
                    appliedAt[(int) id], index);
        }
        if (index <= notBefore[(int) id]) {
            world.checks.fail("I11 real time: command {} was applied at {}, and one at {} was "
                    + "answered before it was submitted", id, index, notBefore[(int) id]);
        }
        appliedAt[(int) id] = index;
        replies[(int) id] = reply;
    }

    /** The newest entry that a client was told of. */
    long newestAnswered() {
        return newestAnswered;
    }

    boolean isAnswered(final int id) {
        return fates[id] != Fate.OPEN;
    }

    /** Where a command lies in the log that was agreed; 0 if it does not. */
    long appliedAt(final int id) {
        return appliedAt[id];
    }

    /** Commands and reads that were taken and not yet answered. */
    int open() {
        return open + openReads.cardinality();
    }

    int submitted() {
        return submitted;
    }

    int committed() {
        return committed;
    }

    /** Who leads, as the newest refusal said; 0 if it did not know. */
    int leaderHint() {
        return leaderHint;
    }
}
