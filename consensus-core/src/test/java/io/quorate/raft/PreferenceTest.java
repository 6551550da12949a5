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
