package io.quorate.raft;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who the members are, before and after a change, and which storage each of them vouches with.
 * Immutable. While the voters before and after differ it is joint, and takes both majorities
 * (§6, thesis §4.3). As the payload of an entry:
 * <pre>
 *  0        4        8    ... members in ascending order of their ids, each:
 *  +--------+--------+
 *  | count  | flags  |         flags: 1 = forced by an operator after a quorum was lost
 *  +--------+--------+
 *  0        4      5      6        8                16       20       24
 *  +--------+------+------+--------+----------------+--------+--------+------------------+
 *  |   id   |before| after| length |    identity    |priority|reserved| address, padded  |
 *  +--------+------+------+--------+----------------+--------+--------+------------------+
 * </pre>
 * An identity of 0 is not known yet: it is bound, by an entry of the log, once the member has told
 * it. From then on no other storage can speak for that member: a wiped disk never votes twice.
 */
public final class Configuration {
    /** So many voters at most. */
    public static final int VOTERS_MAX = 31;
    /** So many members at most, of all roles. */
    public static final int MEMBERS_MAX = 64;
    /** An address has so many bytes at most. */
    public static final int ADDRESS_MAX = 127;
    /** No configuration's payload is longer, in bytes. */
    public static final int LENGTH_MAX = 8 + MEMBERS_MAX * (24 + ADDRESS_MAX + 1);
    /** Nobody is a member: what a node knows that is yet to join. */
    public static final Configuration EMPTY = new Configuration(List.of(), false);
    /** The priority of a member that was given none. */
    public static final int DEFAULT_PRIORITY = 1;

    /** The identity of a member that has not told it yet. */
    static final long UNBOUND = 0;
    private static final int HEADER_LENGTH = 8;
    private static final int MEMBER_LENGTH = 24;
    private static final int FORCED = 1;

    /**
     * One member.
     *
     * @param id       1 or more
     * @param identity of its storage; 0 while not known
     * @param before   its role until a change is done
     * @param after    its role from then on; the same where it does not change
     * @param priority 0 and up; who has more stands sooner, who has 0 does not stand
     * @param address  where it is reached; empty where the transport needs none
     */
    public record Member(int id, long identity, MemberRole before, MemberRole after, int priority,
            String address) {
        /** Checks each range; the message of the exception names the value. */
        public Member {
            require(id >= 1, "member ids must be 1 or more, not " + id);
            require(priority >= 0, "a priority must be 0 or more, not " + priority);
            require(address.getBytes(StandardCharsets.UTF_8).length <= ADDRESS_MAX,
                    "an address has at most " + ADDRESS_MAX + " bytes: " + address);
        }

        /** A member in that role, its identity not known yet. */
        public static Member of(final int id, final MemberRole role, final String address) {
            return new Member(id, UNBOUND, role, role, DEFAULT_PRIORITY, address);
        }

        /** Whether it is counted, before or after. */
        public boolean isVoter() {
            return before == MemberRole.VOTER || after == MemberRole.VOTER;
        }

        /** The same member on its way from one role to another. */
        Member moving(final MemberRole from, final MemberRole to) {
            return new Member(id, identity, from, to, priority, address);
        }

        private int length() {
            return MEMBER_LENGTH + BitUtil.align(
                    address.getBytes(StandardCharsets.UTF_8).length, Long.BYTES);
        }
    }

    private final List<Member> members;
    private final boolean isForced;
    private final boolean isJoint;

    private Configuration(final List<Member> members, final boolean isForced) {
        this.members = members;
        this.isForced = isForced;
        isJoint = members.stream().anyMatch(member ->
                (member.before == MemberRole.VOTER) != (member.after == MemberRole.VOTER));
    }

    /**
     * Those members.
     *
     * @throws IllegalArgumentException naming what is wrong: doubles, or too many
     */
    public static Configuration of(final Collection<Member> members) {
        return checked(members, false);
    }

    /** Those voters, with no identity known yet and no addresses. */
    public static Configuration ofVoters(final Collection<Integer> ids) {
        return of(ids.stream().map(id -> Member.of(id, MemberRole.VOTER, "")).toList());
    }

    /** Those members by an operator's force, with nobody's leave. */
    static Configuration forced(final Collection<Member> members) {
        return checked(members, true);
    }

    private static Configuration checked(final Collection<Member> given, final boolean isForced) {
        final List<Member> members =
                given.stream().sorted(Comparator.comparingInt(Member::id)).toList();
        require(members.stream().map(Member::id).distinct().count() == members.size(),
                "member ids must differ: " + members.stream().map(Member::id).toList());
        require(members.size() <= MEMBERS_MAX, "there may be " + MEMBERS_MAX
                + " members at most, not " + members.size());
        require(voters(members, false) <= VOTERS_MAX && voters(members, true) <= VOTERS_MAX,
                "there may be " + VOTERS_MAX + " voters at most");
        return new Configuration(members, isForced);
    }

    private static long voters(final List<Member> members, final boolean isAfter) {
        return members.stream()
                .filter(m -> (isAfter ? m.after : m.before) == MemberRole.VOTER).count();
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * What {@link #encode} has written.
     *
     * @throws IllegalStateException if it is none
     */
    public static Configuration decode(final DirectBuffer payload, final int offset,
            final int length) {
        final int count = length < HEADER_LENGTH ? -1 : payload.getInt(offset, LITTLE_ENDIAN);
        final List<Member> members = new ArrayList<>();
        int at = HEADER_LENGTH;
        for (int i = 0; i < count && at + MEMBER_LENGTH <= length; i++) {
            members.add(memberAt(payload, offset + at, length - at));
            at += members.get(i).length();
        }
        if (members.size() != count || at != length || count > MEMBERS_MAX) {
            throw new IllegalStateException("a configuration entry of " + length + " bytes for "
                    + count + " members");
        }
        final int flags = payload.getInt(offset + 4, LITTLE_ENDIAN);
        return checked(members, (flags & FORCED) != 0);
    }

    private static Member memberAt(final DirectBuffer payload, final int at, final int limit) {
        final int addressLength = payload.getShort(at + 6, LITTLE_ENDIAN);
        if (addressLength < 0 || MEMBER_LENGTH + addressLength > limit) {
            throw new IllegalStateException("a configuration entry is cut short");
        }
        return new Member(payload.getInt(at, LITTLE_ENDIAN),
                payload.getLong(at + 8, LITTLE_ENDIAN),
                MemberRole.ofCode(payload.getByte(at + 4)),
                MemberRole.ofCode(payload.getByte(at + 5)),
                payload.getInt(at + 16, LITTLE_ENDIAN),
                payload.getStringWithoutLengthUtf8(at + MEMBER_LENGTH, addressLength));
    }

    /** As the payload of an entry, and as part of a snapshot. */
    public MutableDirectBuffer encode() {
        final int length = members.stream().mapToInt(Member::length).sum();
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[HEADER_LENGTH + length]);
        payload.putInt(0, members.size(), LITTLE_ENDIAN);
        payload.putInt(4, isForced ? FORCED : 0, LITTLE_ENDIAN);
        int at = HEADER_LENGTH;
        for (final Member member : members) {
            payload.putInt(at, member.id, LITTLE_ENDIAN);
            payload.putByte(at + 4, member.before.code());
            payload.putByte(at + 5, member.after.code());
            payload.putLong(at + 8, member.identity, LITTLE_ENDIAN);
            payload.putInt(at + 16, member.priority, LITTLE_ENDIAN);
            final int bytes =
                    payload.putStringWithoutLengthUtf8(at + MEMBER_LENGTH, member.address);
            payload.putShort(at + 6, (short) bytes, LITTLE_ENDIAN);
            at += member.length();
        }
        return payload;
    }

    /** All members, in ascending order of their ids. */
    public List<Member> members() {
        return members;
    }

    /** The member of that id, or null. */
    public Member member(final int id) {
        for (int i = 0; i < members.size(); i++) {       // an iterator would be allocated
            if (members.get(i).id == id) {
                return members.get(i);
            }
        }
        return null;
    }

    /** Whether the voters before and after differ, so that it takes both majorities. */
    public boolean isJoint() {
        return isJoint;
    }

    /** Whether an operator put it there after a quorum was lost. */
    public boolean isForced() {
        return isForced;
    }

    /** In the order in which a leader serves them: voters, then learners, then observers. */
    Stream<Member> inServedOrder() {
        return members.stream().sorted(Comparator.comparingInt(member ->
                member.isVoter() ? 0 : member.before == MemberRole.LEARNER ? 1 : 2));
    }

    /** What holds when the change that this is in is done. */
    Configuration left() {
        return of(members.stream().filter(member -> member.after != MemberRole.NONE)
                .map(member -> member.moving(member.after, member.after)).toList());
    }

    /** The same members, with what they told, by id; a bound identity never changes. */
    Configuration bind(final LongUnaryOperator told) {
        return new Configuration(members.stream().map(m -> m.identity != UNBOUND ? m
                : new Member(m.id, told.applyAsLong(m.id), m.before, m.after, m.priority,
                        m.address)).toList(), false);
    }

    /** Whether a storage of that identity may speak for that id. */
    boolean vouches(final int id, final long identity) {
        final Member member = member(id);
        return member == null || member.identity == UNBOUND || member.identity == identity;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Configuration that && members.equals(that.members)
                && isForced == that.isForced;
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** One word for each member, as in {@code 1:voter 4:learner-voter}. */
    @Override
    public String toString() {
        final StringBuilder words = new StringBuilder(isForced ? "forced" : "");
        for (final Member member : members) {
            words.append(words.isEmpty() ? "" : " ").append(member.id).append(':')
                    .append(member.before).append(member.before == member.after ? ""
                            : "-" + member.after);
        }
        return words.toString().toLowerCase(java.util.Locale.ROOT);
    }
}
