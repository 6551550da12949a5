package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The algebra of configurations: what may follow what, and the same bytes for the same members. */
class ConfigurationTest {
    private static final MemberRole[] ROLES = MemberRole.values();

    private static Configuration any(final SplittableRandom random) {
        final List<Configuration.Member> members = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            if (random.nextInt(3) > 0 || id == 1) {
                final MemberRole role = id == 1 ? MemberRole.VOTER
                        : ROLES[1 + random.nextInt(3)];
                members.add(new Configuration.Member(id, random.nextLong(), role, role,
                        random.nextInt(5), "a".repeat(random.nextInt(20))));
            }
        }
        return Configuration.of(members);
    }

    @Test
    void whatIsWrittenIsRead() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 1_000; round++) {
            final Configuration written = any(random);
            final DirectBuffer bytes = written.encode();
            assertEquals(written, Configuration.decode(bytes, 0, bytes.capacity()));
        }
        assertEquals(Configuration.EMPTY, Configuration.decode(Configuration.EMPTY.encode(), 0, 8));
    }

    @Test
    void theLongestConfigurationIsNoLongerThanPromised() {
        final Configuration longest = Configuration.of(IntStream.rangeClosed(1, 64)
                .mapToObj(id -> Configuration.Member.of(id, MemberRole.OBSERVER,
                        "x".repeat(Configuration.ADDRESS_MAX))).toList());
        assertEquals(Configuration.LENGTH_MAX, longest.encode().capacity());
    }

    @Test
    void whatIsCutShortOrMakesNoSenseIsRefused() {
        final DirectBuffer whole = any(new SplittableRandom(2)).encode();
        for (int length = 0; length < whole.capacity(); length++) {
            final int cut = length;
            assertThrows(IllegalStateException.class, () -> Configuration.decode(whole, 0, cut));
        }
        final UnsafeBuffer wrongRole = new UnsafeBuffer(new byte[32]);
        wrongRole.putInt(0, 1);
        wrongRole.putInt(8, 1);
        wrongRole.putByte(12, (byte) 9);
        assertThrows(IllegalStateException.class, () -> Configuration.decode(wrongRole, 0, 32));
        assertThrows(IllegalArgumentException.class, () -> Configuration.ofVoters(List.of(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Configuration.ofVoters(List.of(0)));
        assertThrows(IllegalArgumentException.class, () -> Configuration.ofVoters(
                IntStream.rangeClosed(1, 32).boxed().toList()));
    }

    /** S-29 to S-37: every wanted set is reached, by steps that never skip both majorities. */
    @Test
    void anyChangeGoesThroughALearnersStepAndAJointOneAndArrivesWhereItWasWanted() {
        final SplittableRandom random = new SplittableRandom(3);
        int joints = 0;
        for (int round = 0; round < 5_000; round++) {
            final Configuration now = any(random);
            final Configuration wanted = any(random);
            final MembershipChange change = MembershipChange.of(wanted, 0);
            final Configuration introduced = change.introduced(now);
            assertEquals(votersOf(now), votersOf(introduced));
            assertFalse(introduced.isJoint());
            final Configuration joint = change.joint(introduced);
            assertEquals(votersOf(now), joint.members().stream()
                    .filter(m -> m.before() == MemberRole.VOTER)
                    .map(Configuration.Member::id).toList());
            assertEquals(MembershipChange.of(wanted, 0).members(),
                    MembershipChange.of(joint.left(), 0).members());
            assertEquals(!votersOf(now).equals(votersOf(wanted)), joint.isJoint());
            joints += joint.isJoint() ? 1 : 0;
            assertEquals(joint.left(), change.introduced(joint.left()), "again it is harmless");
            for (final Configuration.Member member : now.members()) {
                final Configuration.Member after = joint.left().member(member.id());
                assertTrue(after == null || after.identity() == member.identity());
            }
        }
        assertTrue(joints > 1_000);
    }

    private static List<Integer> votersOf(final Configuration configuration) {
        return configuration.members().stream().filter(m -> m.after() == MemberRole.VOTER)
                .map(Configuration.Member::id).toList();
    }

    @Test
    void votersDoNotChangeButByWayOfAJointConfiguration() {
        final Configuration three = Configuration.ofVoters(List.of(1, 2, 3));
        final MembershipChange change = MembershipChange.of(three, 0).remove(3)
                .add(4, MemberRole.VOTER, "");
        final Configuration learner = change.introduced(three);
        final Configuration joint = change.joint(learner);
        assertTrue(isAccepted(three, learner, joint, joint.left()));
        assertFalse(isAccepted(three, joint.left()), "both majorities are skipped");
        assertFalse(isAccepted(three, learner, joint, three), "nor is there a way back");
        assertFalse(isAccepted(three, learner, joint, joint), "nor from joint to joint");
        assertTrue(isAccepted(three, Configuration.forced(joint.left().members())),
                "but by an operator's force");
    }

    private static boolean isAccepted(final Configuration... sequence) {
        final Membership membership = new Membership(Configuration.EMPTY, 1);
        try {
            for (int i = 0; i < sequence.length; i++) {
                final DirectBuffer bytes = sequence[i].encode();
                membership.append(i + 1, bytes, 0, bytes.capacity());
            }
            return true;
        } catch (final InvariantViolation refused) {
            return false;
        }
    }

    @Test
    void aSlotStaysWithItsMemberWhileOthersComeAndGo() {
        final Membership membership = new Membership(Configuration.ofVoters(List.of(1, 2, 3)), 1);
        final int slot = membership.roster().slotOf(3);
        for (int i = 0; i < 500; i++) {
            final Configuration next = Configuration.of(List.of(
                    Configuration.Member.of(1, MemberRole.VOTER, ""),
                    Configuration.Member.of(2, MemberRole.VOTER, ""),
                    Configuration.Member.of(3, MemberRole.VOTER, ""),
                    Configuration.Member.of(10 + i, MemberRole.OBSERVER, "")));
            final DirectBuffer bytes = next.encode();
            membership.append(i + 1, bytes, 0, bytes.capacity());
            assertEquals(slot, membership.roster().slotOf(3));
            assertTrue(membership.roster().slotOf(10 + i) > 0);
        }
    }
}
