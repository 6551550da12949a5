package io.quorate.raft;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * Rules of the core made wrong in a running member, for the simulator to find: fields are replaced
 * that nothing but a test replaces. What lasts only until the members change is to be called in
 * every cycle.
 */
public final class PlantedRaft {
    private PlantedRaft() {
    }

    /** One half of a joint configuration is enough: in turn, so that either is. */
    public static void countsOneHalf(final Raft raft, final boolean isAfter) {
        count(raft, raft.configuration(), member -> isAfter ? member.after() == MemberRole.VOTER
                : member.before() == MemberRole.VOTER);
    }

    /** A learner counts as a voter does. */
    public static void countsLearners(final Raft raft) {
        count(raft, raft.configuration(), member -> member.isVoter()
                || member.before() == MemberRole.LEARNER);
    }

    /** A configuration is in force only once it is committed. */
    public static void countsAsCommitted(final Raft raft) {
        count(raft, asCommitted(raft));
    }

    private static void count(final Raft raft, final Configuration configuration) {
        final Roster roster = raft.membership().roster();
        set(raft.membership(), "quorum", new Quorum(
                slots(configuration, roster, m -> m.before() == MemberRole.VOTER),
                slots(configuration, roster, m -> m.after() == MemberRole.VOTER)));
    }

    private static Configuration asCommitted(final Raft raft) {
        try {
            return raft.membership().asOf(raft.commitIndex());
        } catch (final NoSuchElementException e) {       // a snapshot of later is all there is
            return raft.configuration();
        }
    }

    private static void count(final Raft raft, final Configuration configuration,
            final Predicate<Configuration.Member> counts) {
        final int[] slots = slots(configuration, raft.membership().roster(), counts);
        set(raft.membership(), "quorum", new Quorum(slots, slots));
    }

    private static int[] slots(final Configuration configuration, final Roster roster,
            final Predicate<Configuration.Member> counts) {
        return configuration.members().stream().filter(counts)
                .mapToInt(member -> roster.slotOf(member.id())).toArray();
    }

    /** All rounds of a leader count as sent now, when an acknowledgement is heard. */
    public static void leaseFromReceipt(final Raft raft, final long nowNs) {
        final Rounds rounds = ((Parts) get(raft, "parts")).leadership.rounds();
        Arrays.fill((long[]) get(rounds, "timesNs"), nowNs);
    }

    /** Nothing ends a transfer of the office but another leader. */
    public static void transfersForEver(final Raft raft) {
        set(((Parts) get(raft, "parts")).transfer, "patienceNs", Long.MAX_VALUE / 4);
    }

    private static Object get(final Object owner, final String name) {
        try {
            final var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(final Object owner, final String name, final Object value) {
        try {
            final var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(owner, value);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
