package io.quorate.benchmarks.rig;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What happened to one member, as {@link Mark}s in a ring of numbers: written by the member's
 * thread without allocating, read by others when it is quiet.
 *
 * <p>A change is seen at the end of the duty cycle in which it happened, and so is the loss of a
 * leader, which is marked with the time of its last word. The price in a cycle without a change is
 * a few comparisons.
 */
final class Trace {
    private static final int CAPACITY = 1024;        // marks; an election makes about four
    private static final Mark.Kind[] KINDS = Mark.Kind.values();
    private static final int FIELDS = 4;

    private final int member;
    private final Leaders leaders;
    private final LongSupplier aheadNs;
    private final long[] marks = new long[CAPACITY * FIELDS];
    private volatile long written;
    private Role role = Role.FOLLOWER;
    private long term;
    private int leader;
    private long commitAtElection;
    private boolean isEstablished;
    private long heardNs;             // when a leader was last heard, as of the cycle before

    /** Nothing yet; {@code aheadNs} is by how much the member's clock is before the host's. */
    Trace(final int member, final Leaders leaders, final LongSupplier aheadNs) {
        this.member = member;
        this.leaders = leaders;
        this.aheadNs = aheadNs;
    }

    /** Notes what has changed; the member's thread. */
    void look(final Raft raft) {
        if (raft.role() != role || raft.term() != term || raft.leaderId() != leader) {
            onChange(raft);
        }
        if (role == Role.LEADER && !isEstablished && raft.commitIndex() > commitAtElection) {
            isEstablished = true;     // a leader commits first the entry that opens its term
            note(Mark.Kind.ESTABLISHED);
        }
        heardNs = raft.condition().leaderHeardNs();
    }

    private void onChange(final Raft raft) {
        if (leader != 0 && leader != member) {
            onLost(raft);
        }
        role = raft.role();
        term = raft.term();
        leader = raft.leaderId();
        if (role == Role.LEADER) {
            leaders.note(term, member);
            commitAtElection = raft.commitIndex();
            isEstablished = false;
        }
        note(switch (role) {
            case PRE_CANDIDATE -> Mark.Kind.SUSPECTS;
            case CANDIDATE -> Mark.Kind.STANDS;
            case LEADER -> Mark.Kind.ELECTED;
            case FOLLOWER -> leader == 0 ? Mark.Kind.WAITS : Mark.Kind.HEARS_LEADER;
        });
    }

    /** Before the change: its last word may be of this cycle, unless another was heard in it. */
    private void onLost(final Raft raft) {
        final boolean isAnotherHeard = raft.leaderId() != 0 && raft.leaderId() != member;
        note(Mark.Kind.LAST_HEARD, (isAnotherHeard ? heardNs : raft.condition().leaderHeardNs())
                - aheadNs.getAsLong());
    }

    private void note(final Mark.Kind kind) {
        note(kind, System.nanoTime());
    }

    @SuppressWarnings("EnumOrdinal")
    private void note(final Mark.Kind kind, final long atNs) {
        final long number = written;
        final int at = at(number);
        marks[at] = atNs;
        marks[at + 1] = kind.ordinal();
        marks[at + 2] = term;
        marks[at + 3] = leader;
        written = number + 1;     // this thread alone writes
    }

    private static int at(final long number) {
        return (int) (number % CAPACITY) * FIELDS;
    }

    @SuppressWarnings("EnumOrdinal")
    private boolean isLastWord(final int at) {
        return marks[at + 1] == Mark.Kind.LAST_HEARD.ordinal();
    }

    /** A member that comes back knows of no leader. */
    void forget() {
        role = Role.FOLLOWER;
        leader = 0;
    }

    /**
     * Marks not older than {@code fromNs}, as far as they are remembered, in the order in which
     * they were noted. That a leader was lost counts from the change that it is noted with.
     */
    List<Mark> since(final long fromNs) {
        final List<Mark> found = new ArrayList<>();
        final long end = written;
        for (long i = Math.max(0, end - CAPACITY); i < end; i++) {
            final int at = at(i);
            final int dated = isLastWord(at) && i + 1 < end ? at(i + 1) : at;
            if (marks[dated] - fromNs >= 0) {
                found.add(new Mark(marks[at], KINDS[(int) marks[at + 1]], member, marks[at + 2],
                        (int) marks[at + 3]));
            }
        }
        return found;
    }
}
