package io.quorate.raft;

import static io.quorate.raft.Member.HEARTBEAT;
import static io.quorate.raft.Member.MS;
import static io.quorate.raft.Member.TIMEOUT_MAX;
import static io.quorate.raft.Member.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priorities delay standing, and nothing else; the office comes back to who is preferred. */
class PreferenceTest {
    private static final long SLOT = TIMEOUT_MAX - TIMEOUT_MIN + HEARTBEAT;
    private static final long HOLD = 1_000 * MS;

    private static Cluster with(final int... priorities) {
        final List<Member> members = new ArrayList<>();
        for (int id = 1; id <= priorities.length; id++) {
            members.add(new Member(id, RaftConfig.of(Member.CLUSTER, id, configuration(priorities),
                    HEARTBEAT, TIMEOUT_MIN, TIMEOUT_MAX, id).withLimits(4, 1 << 20, 16)
                    .withLeading(90, HOLD)));
        }
        return Cluster.of(members.toArray(new Member[0]));
    }

    private static Configuration configuration(final int... priorities) {
        final List<Configuration.Member> members = new ArrayList<>();
        for (int id = 1; id <= priorities.length; id++) {
            members.add(new Configuration.Member(id, 0, MemberRole.VOTER, MemberRole.VOTER,
                    priorities[id - 1], ""));
        }
        return Configuration.of(members);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1", "3,2"})
    void whoOthersArePreferredToLetsARangeOfTimeoutsPassForEach(final int id, final int ranges) {
        assertEquals(ranges * SLOT, Preference.delayNs(configuration(10, 5, 1), id, SLOT));
    }

    @Test
    void equalsWaitForNobody() {
        assertEquals(0, Preference.delayNs(configuration(1, 1, 1), 2, SLOT));
    }

    /** Its vote is needed by one that learns of it later, as on a host that has much to do. */
    @Test
    void whoNeverStandsIsNotLoyalToALeaderThatItKnowsIsGone() {
        final Cluster cluster = with(10, 5, 0).run(20 * TIMEOUT_MAX);
        assertEquals(List.of(1), cluster.leaders());
        cluster.isolate(1);
        final long slotNs = Member.config(2, 3, 2, 0).standSlotNs();
        cluster.member(3).raft().condition().onConnectionLost(1);
        cluster.run(2 * slotNs);
        cluster.member(2).raft().condition().onConnectionLost(1);
        cluster.run(slotNs);
        assertTrue(cluster.leaders().contains(2), "" + cluster.leaders());
    }

    /** Who is dead from the start, and who leads then within the time that the model says. */
    @ParameterizedTest
    @CsvSource({"0,1,0", "1,2,1", "2,1,0", "3,1,0"})
    void theMostPreferredOfThoseAliveLeads(final int dead, final int leads, final int ranges) {
        final Cluster cluster = with(10, 5, 1);
        if (dead > 0) {
            cluster.isolate(dead);
        }
        cluster.run(TIMEOUT_MAX + ranges * SLOT + 2 * MS);
        assertTrue(cluster.leaders().contains(leads), "leaders: " + cluster.leaders());
    }

    /** Of three and of five, who falls, one after the other, and who leads after each. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 2", "3, 2, 1", "3, 3, 1",
        "5, 1 2, 2 3", "5, 1 3, 2 2", "5, 1 4, 2 2", "5, 1 5, 2 2",
        "5, 2 1, 1 3", "5, 2 3, 1 1", "5, 2 4, 1 1", "5, 2 5, 1 1",
        "5, 3 1, 1 2", "5, 3 2, 1 1", "5, 3 4, 1 1", "5, 3 5, 1 1",
        "5, 4 1, 1 2", "5, 4 2, 1 1", "5, 4 3, 1 1", "5, 4 5, 1 1",
        "5, 5 1, 1 2", "5, 5 2, 1 1", "5, 5 3, 1 1", "5, 5 4, 1 1"})
    void inWhateverOrderTheyFallThePreferredLeadsAndInTheEndTheMostPreferred(final int size,
            final String falls, final String leads) {
        final Cluster cluster = size == 3 ? with(10, 5, 1) : with(9, 7, 5, 3, 1);
        cluster.run(2 * TIMEOUT_MAX);
        assertEquals(1, cluster.leader().id);
        final String[] fallen = falls.split(" ", -1);
        final String[] leading = leads.split(" ", -1);
        for (int i = 0; i < fallen.length; i++) {
            cluster.isolate(Integer.parseInt(fallen[i]));
            final int next = Integer.parseInt(leading[i]);
            cluster.run(TIMEOUT_MAX + (next - 1) * SLOT + 20 * MS);   // as the model says
            assertEquals(next, cluster.leader().id, "after the fall of " + fallen[i]);
        }
        cluster.heal();
        cluster.run(HOLD + 10 * HEARTBEAT);
        assertEquals(List.of(1), cluster.leaders());
    }

    /** The office goes on, from one return to the next, to the most preferred that is back. */
    @Test
    void eachReturnIsWaitedForAnew() {
        final Cluster cluster = with(9, 7, 5, 3, 1);
        cluster.run(2 * TIMEOUT_MAX);
        cluster.isolate(1);
        cluster.isolate(2);
        cluster.run(TIMEOUT_MAX + 2 * SLOT + 20 * MS);
        assertEquals(3, cluster.leader().id);
        cluster.heal();
        cluster.isolate(1);
        cluster.run(HOLD + 10 * HEARTBEAT);
        assertEquals(2, cluster.leader().id);
        cluster.heal();
        cluster.run(HOLD - 5 * HEARTBEAT);
        assertEquals(2, cluster.leader().id, "too soon");
        cluster.run(15 * HEARTBEAT);
        assertEquals(List.of(1), cluster.leaders());
    }

    @Test
    void whoHasNoneNeverStandsButVotes() {
        final Cluster cluster = with(0, 1, 0);
        cluster.isolate(2);
        cluster.run(20 * TIMEOUT_MAX);
        assertFalse(cluster.leaders().contains(1) || cluster.leaders().contains(3));
        cluster.heal();
        cluster.run(3 * TIMEOUT_MAX);
        assertEquals(List.of(2), cluster.leaders());
    }

    @Test
    void allOfThemNoneIsRefusedAtTheStart() {
        assertThrows(IllegalArgumentException.class, () -> with(0, 0, 0));
    }

    @Test
    void theOfficeComesBackOnceThePreferredHasKeptUpForTheHoldTime() {
        final Cluster cluster = with(10, 5, 1);
        cluster.isolate(1);
        cluster.run(TIMEOUT_MAX + SLOT + 10 * MS);
        assertTrue(cluster.leaders().contains(2));
        cluster.heal();
        cluster.run(HOLD - 5 * HEARTBEAT);
        assertEquals(List.of(2), cluster.leaders(), "too soon");
        cluster.run(10 * HEARTBEAT);
        assertEquals(List.of(1), cluster.leaders());
    }

    @Test
    void whoComesAndGoesDoesNotGetTheOffice() {
        final Cluster cluster = with(10, 5, 1);
        cluster.isolate(1);
        cluster.run(TIMEOUT_MAX + SLOT + 10 * MS);
        for (int i = 0; i < 10; i++) {
            cluster.heal();
            cluster.run(HOLD / 2);
            cluster.isolate(1);
            cluster.run(HOLD / 4);
        }
        assertTrue(cluster.leaders().contains(2), "leaders: " + cluster.leaders());
    }
}
