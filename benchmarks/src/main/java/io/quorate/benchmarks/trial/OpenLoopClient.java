package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.Submitter;
import io.quorate.raft.Role;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongArrayList;
import org.agrona.collections.LongArrayQueue;
import org.agrona.collections.LongLongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client that issues a request at every tick of its schedule, whatever became of those before, so
 * that an outage has as many victims as it would have had.
 *
 * <p>While it knows a leader it hands over every request at once. A member that does not lead names
 * who does, or the client asks the next, with one request at a time, until one is taken. So it does
 * when a member is silent for as long as the shortest election timeout, and comes back to it when
 * it speaks. What was under way in a leader that died is in doubt: it is neither repeated nor
 * counted as lost. One thread calls everything.
 */
public final class OpenLoopClient {
    private static final int CAPACITY = 1 << 16;             // requests unanswered at a time
    private static final long FIRST_NUMBER = 1L << 40;       // apart from any other load's

    private final ClusterRig rig;
    private final long intervalNs;
    private final UnsafeBuffer command;
    private final Submitter[] submitters;
    private final AnswerHandler onAnswer = this::onAnswer;
    private final Backlog backlog = new Backlog(CAPACITY, FIRST_NUMBER);
    private final Brownout brownout = new Brownout(backlog);
    private final LongArrayQueue waiting = new LongArrayQueue();
    private final LongArrayList answered = new LongArrayList();          // due, answered, ...
    private final LongArrayList acknowledged = new LongArrayList();      // number, index, ...
    private long nextNs;
    private int unanswered;
    private final int[] unansweredBy;
    private final long[] heardNs;     // when each last answered, or was first asked again
    private final long silenceNs;
    private long silent;              // members that have not answered for so long, bits
    private int target;
    private int asked;                // the member whose answers are being polled
    private long refused;             // since a commit: a hint back to one of these is stale, bits
    private boolean isLeaderKnown;
    private boolean isIssuing;
    private boolean hasFault;
    private long faultNs;
    private long faultTerm;
    private long firstAfterFaultNs;
    private boolean hasRecovered;
    private long committedNs;         // when the newest answer of a commit came
    private long widestGapNs;

    /**
     * A client whose first request is due at {@link #start}.
     *
     * @param ratePerSecond requests in a second, 1 to 100,000
     */
    public OpenLoopClient(final ClusterRig rig, final int ratePerSecond) {
        if (ratePerSecond < 1 || ratePerSecond > 100_000) {
            throw new IllegalArgumentException(
                    "rate must be 1 to 100000 requests per second, not " + ratePerSecond);
        }
        this.rig = rig;
        this.intervalNs = TimeUnit.SECONDS.toNanos(1) / ratePerSecond;
        this.command = new UnsafeBuffer(ByteBuffer.allocateDirect(rig.config().payload()));
        this.submitters = new Submitter[rig.members().size()];
        unansweredBy = new int[submitters.length];
        heardNs = new long[submitters.length];
        silenceNs = TimeUnit.MILLISECONDS.toNanos(rig.config().electionTimeoutMinMs());
    }

    /** Begins, or goes on after {@link #drain}. */
    public void start() {
        nextNs = System.nanoTime() + intervalNs;
        isIssuing = true;
        hasFault = false;
        hasRecovered = false;
        brownout.start();
    }

    /** From now on, a request issued after {@code atNs} that is committed ends the outage. */
    public void onFault(final long atNs) {
        onFault(atNs, 0);
    }

    /** The same, and only what a member of a later term than that one has committed ends it. */
    public void onFault(final long atNs, final long term) {
        answered.clear();
        faultNs = atNs;
        faultTerm = term;
        hasFault = true;
        brownout.onFault();
    }

    /** From now on, the widest gap between commits is looked for. */
    public void watchGaps(final long nowNs) {
        committedNs = nowNs;
        widestGapNs = 0;
    }

    /** The widest gap since {@link #watchGaps}, the one that goes on included. */
    public long widestGapNs(final long nowNs) {
        return Math.max(widestGapNs, nowNs - committedNs);
    }

    /** Issues what is due, hands over what waits, hears answers; returns how many there were. */
    public int step() {
        final long nowNs = System.nanoTime();
        while (isIssuing && nowNs - nextNs >= 0) {
            issue();
        }
        if (isSilent(nowNs)) {
            silent |= 1L << target;
            askNext();
        }
        handOver(nowNs);
        return hear(nowNs);
    }

    private void issue() {
        if (unanswered + waiting.size() == CAPACITY) {
            throw new IllegalStateException(CAPACITY + " requests are unanswered; lower the rate,"
                    + " or look why the cluster does not recover: " + rig);
        }
        waiting.addLong(backlog.add(nextNs));
        nextNs += intervalNs;
    }

    private boolean isSilent(final long nowNs) {
        return unansweredBy[target] > 0 && nowNs - heardNs[target] > silenceNs;
    }

    private void handOver(final long nowNs) {
        while (!waiting.isEmpty() && (isLeaderKnown || unansweredBy[target] == 0)) {
            command.putLong(0, waiting.peekLong());
            final Outcome outcome = submit();
            if (outcome == Outcome.BACK_PRESSURED) {
                return;
            }
            if (outcome == Outcome.ACCEPTED) {
                backlog.handOver(waiting.pollLong(), target);
                unanswered++;
                heardNs[target] = unansweredBy[target]++ == 0 ? nowNs : heardNs[target];
            } else {
                askNext();
                return;
            }
        }
    }

    private Outcome submit() {
        final Member member = rig.members().get(target);
        if (!member.isAlive()) {
            return Outcome.STOPPED;
        }
        if (submitters[target] == null) {
            submitters[target] = member.submitter(CAPACITY);
        }
        return submitters[target].submit(command.getLong(0), command, 0, command.capacity());
    }

    private void loseLeader() {
        isLeaderKnown = false;
        brownout.upset();
    }

    private void askNext() {
        loseLeader();
        silent &= Long.bitCount(silent) < submitters.length ? silent : 0;
        do {
            target = (target + 1) % submitters.length;
        } while ((silent >> target & 1) != 0);
        refused &= Long.bitCount(refused) < submitters.length ? refused : 0;
    }

    private int hear(final long nowNs) {
        int answers = 0;
        for (asked = 0; asked < submitters.length; asked++) {
            if (submitters[asked] != null) {
                final int heard = submitters[asked].poll(onAnswer, CAPACITY);
                if (heard > 0) {
                    heardNs[asked] = nowNs;
                    silent &= ~(1L << asked);
                }
                answers += heard;
            }
        }
        return answers;
    }

    private void onAnswer(final Answer answer) {
        unanswered--;
        unansweredBy[asked]--;
        switch (answer.outcome()) {
            case COMMITTED -> onCommitted(answer);
            case NOT_LEADER -> {
                queueAgain(answer.correlationId());
                onNotLeader(answer.leaderId());
            }
            case BACK_PRESSURED, OVERLOADED -> queueAgain(answer.correlationId());
            case INDETERMINATE -> onInDoubt(answer.correlationId());
            default -> throw new IllegalStateException(
                    "a request was answered " + answer.outcome() + "; " + rig);
        }
    }

    private void queueAgain(final long number) {
        waiting.addLong(number);
        backlog.giveBack(number);
    }

    private void onInDoubt(final long number) {
        backlog.end(number);
        if (asked == target) {
            loseLeader();
        }
    }

    private void onCommitted(final Answer answer) {
        final long number = answer.correlationId();
        final long dueNs = backlog.dueNs(number);
        backlog.end(number);
        isLeaderKnown |= asked == target;
        refused = 0;
        acknowledge(number, answer.index());
        final long nowNs = System.nanoTime();
        widestGapNs = Math.max(widestGapNs, nowNs - committedNs);
        committedNs = nowNs;
        if (hasFault) {
            answered.addLong(dueNs);
            answered.addLong(nowNs);
        }
        if (hasFault && !hasRecovered && dueNs - faultNs >= 0
                && isOfLaterTerm(answer.leaderId())) {
            firstAfterFaultNs = nowNs;
            hasRecovered = true;
        }
        if (isLeaderKnown) {
            brownout.onCommit(dueNs, nowNs);
        }
        if (hasRecovered) {
            brownout.onCommitAfter(dueNs, nowNs, silent);
        }
    }

    /**
     * Whether the leader that an answer names leads in a term after the fault's. A term alone says
     * nothing: who answered as the old leader may know the new term by now.
     */
    private boolean isOfLaterTerm(final int leaderId) {
        if (faultTerm == 0 || leaderId == 0) {
            return faultTerm == 0;
        }
        final Member leader = rig.members().get(leaderId - 1);
        return leader.term() > faultTerm && leader.role() == Role.LEADER;
    }

    private void onNotLeader(final int leaderId) {
        if (asked != target) {
            return;                       // an old answer: the client has moved on
        }
        refused |= 1L << target;
        if (leaderId > 0 && ((refused | silent) >> leaderId - 1 & 1) == 0
                && rig.members().get(leaderId - 1).isAlive()) {
            loseLeader();
            target = leaderId - 1;
        } else {
            askNext();
        }
    }

    /** Whether a request issued after the fault has been committed. */
    public boolean hasRecovered() {
        return hasRecovered;
    }

    /** When that was first seen. */
    public long firstAfterFaultNs() {
        return firstAfterFaultNs;
    }

    /** How long the outage is felt after that. */
    Brownout brownout() {
        return brownout;
    }

    /** Tells of each request that was committed since the fault: when it was due and answered. */
    void tellRequests(final LongLongConsumer to) {
        for (int i = 0; i < answered.size(); i += 2) {
            to.accept(answered.getLong(i), answered.getLong(i + 1));
        }
    }

    /** Whether every request issued so far was answered, and none waits. */
    public boolean isIdle() {
        return unanswered == 0 && waiting.isEmpty();
    }

    /** Whether so much is unanswered that it may soon be too much. */
    boolean isSwamped() {
        return unanswered + waiting.size() > CAPACITY / 2;
    }

    /** Issues nothing more until {@link #start}, and waits for all answers. */
    public void drain() {
        isIssuing = false;
        rig.await("answers to all requests", () -> {
            step();
            return isIdle();
        });
    }

    /** Forgets the way to a member that begins another life; all its answers have come. */
    public void onRestart(final Member member) {
        final Submitter old = submitters[member.id() - 1];
        if (old != null) {
            old.close();
            submitters[member.id() - 1] = null;
            unansweredBy[member.id() - 1] = 0;
        }
    }

    /** Notes that a command was acknowledged at an index. */
    void acknowledge(final long number, final long index) {
        acknowledged.addLong(number);
        acknowledged.addLong(index);
    }

    /**
     * Requires of every member that it has applied all that was acknowledged since the last call.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if an acknowledged command was lost
     */
    public void verify() {
        for (final Member member : rig.members()) {
            for (int i = 0; rig.isMember(member) && i < acknowledged.size(); i += 2) {
                member.witness().requireHolds(acknowledged.getLong(i + 1),
                        acknowledged.getLong(i));
            }
        }
        acknowledged.clear();
    }
}
