package io.quorate.raft;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who is to be a member: any difference from now, at once. Made from the configuration as it was
 * read, and refused if that is not the newest any more:
 * <pre>
 *   MembershipChange.of(raft.configuration(), raft.configurationIndex())
 *           .add(4, MemberRole.VOTER, "10.0.0.4:9000").remove(1)
 * </pre>
 *
 * @param configurationIndex the index of the configuration that this was made from
 * @param members            all who are to be members; who is not named here is to leave
 */
public record MembershipChange(long configurationIndex, List<Wanted> members) {
    /**
     * What a member is to be.
     *
     * @param id       1 or more
     * @param role     any but {@link MemberRole#NONE}
     * @param priority as {@link Configuration.Member#priority}
     * @param address  as {@link Configuration.Member#address}
     */
    public record Wanted(int id, MemberRole role, int priority, String address) {
        /** Checks each range. */
        public Wanted {
            if (role == MemberRole.NONE) {
                throw new IllegalArgumentException("who is to leave is not listed: " + id);
            }
        }

        private Configuration.Member as(final long identity, final MemberRole before,
                final MemberRole after) {
            return new Configuration.Member(id, identity, before, after, priority, address);
        }
    }

    /** Checks that the members can be told apart, are not too many, and some of them vote. */
    public MembershipChange {
        members = List.copyOf(members);
        Configuration.of(members.stream()
                .map(w -> w.as(Configuration.UNBOUND, w.role, w.role)).toList());
        if (members.stream().noneMatch(wanted -> wanted.role == MemberRole.VOTER)) {
            throw new IllegalArgumentException("one member at least must be a voter: " + members);
        }
    }

    /** No difference yet from the configuration of that index. */
    public static MembershipChange of(final Configuration now, final long configurationIndex) {
        return new MembershipChange(configurationIndex, now.members().stream()
                .filter(m -> m.after() != MemberRole.NONE)
                .map(m -> new Wanted(m.id(), m.after(), m.priority(), m.address())).toList());
    }

    /** As it is ordered over the wire: the index, then the members as in an entry. */
    public byte[] encode() {
        final DirectBuffer all = Configuration.of(members.stream()
                .map(wanted -> wanted.as(Configuration.UNBOUND, wanted.role, wanted.role))
                .toList()).encode();
        final UnsafeBuffer body = new UnsafeBuffer(new byte[Long.BYTES + all.capacity()]);
        body.putLong(0, configurationIndex, LITTLE_ENDIAN);
        body.putBytes(Long.BYTES, all, 0, all.capacity());
        return body.byteArray();
    }

    /**
     * What {@link #encode} has written.
     *
     * @throws IllegalStateException    if it is none
     * @throws IllegalArgumentException if no cluster may have such members; the message says why
     */
    public static MembershipChange decode(final DirectBuffer body, final int at,
            final int length) {
        if (length < Long.BYTES) {
            throw new IllegalStateException("a change of members of " + length + " bytes");
        }
        return of(Configuration.decode(body, at + Long.BYTES, length - Long.BYTES),
                body.getLong(at, LITTLE_ENDIAN));
    }

    /** With one more member; its storage must be new, or never have been another member's. */
    public MembershipChange add(final int id, final MemberRole role, final String address) {
        return with(new Wanted(id, role, Configuration.DEFAULT_PRIORITY, address), false);
    }

    /** Without that member. */
    public MembershipChange remove(final int id) {
        final Wanted leaver = wanted(id);
        return new MembershipChange(configurationIndex,
                members.stream().filter(other -> !other.equals(leaver)).toList());
    }

    /** With that member in another role: a promotion or a demotion. */
    public MembershipChange role(final int id, final MemberRole role) {
        final Wanted member = wanted(id);
        return with(new Wanted(id, role, member.priority, member.address), true);
    }

    /** With that member's priority: who has more stands sooner, who has 0 does not stand. */
    public MembershipChange priority(final int id, final int priority) {
        final Wanted member = wanted(id);
        return with(new Wanted(id, member.role, priority, member.address), true);
    }

    private MembershipChange with(final Wanted wanted, final boolean isKnown) {
        final List<Wanted> next = new ArrayList<>(members);
        if (isKnown) {
            next.remove(wanted(wanted.id));
        }
        next.add(wanted);
        return new MembershipChange(configurationIndex, next);
    }

    private Wanted wanted(final int id) {
        return members.stream().filter(wanted -> wanted.id == id).findFirst().orElseThrow(() ->
                new IllegalArgumentException("there is no member " + id + " among " + members));
    }

    /** The ids of those who are to vote and do not yet. */
    Set<Integer> newVoters(final Configuration now) {
        return members.stream().filter(wanted -> wanted.role == MemberRole.VOTER)
                .map(Wanted::id).filter(id -> now.member(id) == null
                        || now.member(id).after() != MemberRole.VOTER)
                .collect(Collectors.toSet());
    }

    /**
     * The first step, which leaves the voters as they are: who is new comes in as a learner at
     * first, and all that does not concern voters is as wanted.
     */
    Configuration introduced(final Configuration now) {
        final List<Configuration.Member> next = new ArrayList<>();
        for (final Configuration.Member member : now.members()) {
            if (member.before() == MemberRole.VOTER && !isWanted(member.id())) {
                next.add(member);
            }
        }
        for (final Wanted wanted : members) {
            final Configuration.Member member = now.member(wanted.id);
            final long identity = member == null ? Configuration.UNBOUND : member.identity();
            final MemberRole role = introducedAs(wanted, member);
            next.add(wanted.as(identity, role, role));
        }
        return Configuration.of(next);
    }

    private static MemberRole introducedAs(final Wanted wanted, final Configuration.Member now) {
        if (now != null && (now.before() == MemberRole.VOTER || wanted.role == MemberRole.VOTER)) {
            return now.before();
        }
        return wanted.role == MemberRole.VOTER ? MemberRole.LEARNER : wanted.role;
    }

    /** The second step, of a configuration that the first has made: joint if voters differ. */
    Configuration joint(final Configuration introduced) {
        return Configuration.of(introduced.members().stream()
                .map(member -> member.moving(member.before(), isWanted(member.id())
                        ? wanted(member.id()).role : MemberRole.NONE)).toList());
    }

    private boolean isWanted(final int id) {
        return members.stream().anyMatch(wanted -> wanted.id == id);
    }
}
