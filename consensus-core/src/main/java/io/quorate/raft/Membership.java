package io.quorate.raft;

import io.quorate.wire.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/**
 * Which configuration holds: the newest one in the log, committed or not (thesis §4.1), and so who
 * is counted. One whose entry is truncated gives way to the one before it.
 */
public final class Membership {
    private record Entry(long index, Configuration configuration) {
    }

    /** At most the newest can be truncated, so that the two newest name all who matter. */
    private static final int RECENT = 2;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Roster roster;
    private final IntPredicate isNamed = this::isNamed;
    private Quorum quorum;
    private long version;
    private long refused;

    /** Until the log names others, the members that this node began with. */
    Membership(final Configuration initial, final int self) {
        roster = new Roster(self);
        put(0, initial);
    }

    /** The configuration in force. */
    Configuration current() {
        return entries.getFirst().configuration();
    }

    /** The index of the entry that put it in force; 0 for the one that the node started with. */
    long index() {
        return entries.getFirst().index();
    }

    /** Whether it is not agreed yet who votes: other news of members need nobody to wait. */
    boolean isChanging(final long commitIndex) {
        return current().isJoint() || index() > commitIndex
                && entries.stream().skip(1).limit(1).anyMatch(e -> e.configuration().isJoint());
    }

    /** How the voters in force are counted, by slot. */
    Quorum quorum() {
        return quorum;
    }

    Roster roster() {
        return roster;
    }

    /** Whether this node is counted. */
    boolean isVoter() {
        return quorum.counts(Roster.SELF);
    }

    /** Whether it is agreed that this node is no member any more: who leads does not tell it. */
    public boolean hasLeft(final long commitIndex) {
        return index() > 0 && index() <= commitIndex
                && current().member(roster.idOf(Roster.SELF)) == null;
    }

    /**
     * Whether it may lead: who is about to be counted no more may be the only one left that could
     * win, as its log has the entry that says so and others have not (thesis §4.2.2).
     */
    boolean mayLead(final long commitIndex) {
        return isVoter() || index() > commitIndex && entries.stream().skip(1).findFirst()
                .map(before -> before.configuration().member(roster.idOf(Roster.SELF)))
                .filter(Configuration.Member::isVoter).isPresent();
    }

    /** All whom the configuration in force names, then all whom the one before it did. */
    public List<Configuration.Member> recent() {
        return entries.stream().limit(RECENT).flatMap(e -> e.configuration().members().stream())
                .toList();
    }

    void append(final long index, final DirectBuffer payload, final int offset, final int length) {
        final Configuration next = Configuration.decode(payload, offset, length);
        if (index() > 0 && !next.isForced()) {
            requireSuccessor(next);
        }
        put(index, next);
    }

    /** Voters change by way of a joint configuration alone, into it and out of it (§6). */
    private void requireSuccessor(final Configuration next) {
        final boolean isEntry = voters(next, Configuration.Member::before)
                .equals(voters(current(), Configuration.Member::before)) && !current().isJoint();
        final boolean isExit = voters(next, Configuration.Member::before)
                .equals(voters(current(), Configuration.Member::after)) && !next.isJoint();
        if (!isEntry && !isExit) {
            throw new InvariantViolation("voters changed without both majorities (§6): from "
                    + current() + " to " + next);
        }
    }

    private static Set<Integer> voters(final Configuration configuration,
            final Function<Configuration.Member, MemberRole> role) {
        return configuration.members().stream().filter(m -> role.apply(m) == MemberRole.VOTER)
                .map(Configuration.Member::id).collect(Collectors.toSet());
    }

    /** What a snapshot says, whatever the log said before: its entry is committed. */
    void resetTo(final long index, final Configuration configuration) {
        entries.clear();
        put(index, configuration);
    }

    /** The configuration that was in force as of an entry. */
    public Configuration asOf(final long index) {
        return entryAsOf(index).configuration();
    }

    /** The index of the entry that put that one in force. */
    long indexAsOf(final long index) {
        return entryAsOf(index).index();
    }

    private Entry entryAsOf(final long index) {
        return entries.stream().filter(entry -> entry.index() <= index).findFirst().orElseThrow();
    }

    void truncateFrom(final long index) {
        while (entries.getFirst().index() >= index && entries.size() > 1) {
            entries.pop();
        }
        settle();
    }

    private void put(final long index, final Configuration configuration) {
        entries.push(new Entry(index, configuration));
        settle();
    }

    /** Rises whenever another configuration has come in force, or may have. */
    public long version() {
        return version;
    }

    private void settle() {
        version++;
        for (final Configuration.Member member : current().members()) {
            if (roster.seat(member.id(), isNamed) < 0) {
                throw new InvariantViolation("no slot is left for member " + member.id());
            }
        }
        quorum = new Quorum(slots(Configuration.Member::before),
                slots(Configuration.Member::after));
    }

    private int[] slots(final Function<Configuration.Member, MemberRole> role) {
        return current().members().stream().filter(m -> role.apply(m) == MemberRole.VOTER)
                .mapToInt(member -> roster.slotOf(member.id())).toArray();
    }

    private boolean isNamed(final int id) {
        return entries.stream().limit(RECENT).anyMatch(e -> e.configuration().member(id) != null);
    }

    /**
     * The slot of whoever said this, member or not: a node may be behind and not know yet who is.
     * It is -1, and counted, for a word of one's own.
     */
    int speaker(final Message message) {
        final int slot = roster.seat(message.from(), isNamed);
        return slot <= Roster.SELF ? refuse() : slot;
    }

    /** The same, where the storage it speaks with matters: a wiped disk must not vote twice. */
    int speaker(final Message message, final long identity) {
        final int slot = speaker(message);
        return slot >= 0 && !current().vouches(message.from(), identity) ? refuse() : slot;
    }

    private int refuse() {
        refused++;
        return -1;
    }

    long refused() {
        return refused;
    }
}
