package io.quorate.benchmarks.rig;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to one member, as {@link Mark}s in a ring of numbers: written by the member's
 * thread without allocating, read by others when it is quiet.
 *
 * <p>A change is seen at the end of the duty cycle in which it happened. The price in a cycle
 * without one is a few comparisons.
 */
final class Trace {
    private static final int CAPACITY = 1024;        // marks; an election makes about four
    private static final Mark.Kind[] KINDS = Mark.Kind.values();
    private static final int FIELDS = 4;

    private final int member;
    private final Leaders leaders;
    private final long[] marks = new long[CAPACITY * FIELDS];
    private volatile long written;
    private Role role = Role.FOLLOWER;
    private long term;
    private int leader;
    private long commitAtElection;
    private boolean isEstablished;

    Trace(final int member, final Leaders leaders) {
        this.member = member;
        this.leaders = leaders;
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
    }

    private void onChange(final Raft raft) {
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

    @SuppressWarnings("EnumOrdinal")
    private void note(final Mark.Kind kind) {
        final long number = written;
        final int at = (int) (number % CAPACITY) * FIELDS;
        marks[at] = System.nanoTime();
        marks[at + 1] = kind.ordinal();
        marks[at + 2] = term;
        marks[at + 3] = leader;
        written = number + 1;     // this thread alone writes
    }

    /** A member that comes back knows of no leader. */
    void forget() {
        role = Role.FOLLOWER;
        leader = 0;
    }

    /** Marks not older than {@code fromNs}, oldest first, as far as they are remembered. */
    List<Mark> since(final long fromNs) {
        final List<Mark> found = new ArrayList<>();
        final long end = written;
        for (long i = Math.max(0, end - CAPACITY); i < end; i++) {
            final int at = (int) (i % CAPACITY) * FIELDS;
            if (marks[at] - fromNs >= 0) {
                found.add(new Mark(marks[at], KINDS[(int) marks[at + 1]], member, marks[at + 2],
                        (int) marks[at + 3]));
            }
        }
        return found;
    }
}
