package io.quorate.raft;

import static io.quorate.raft.Member.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Survivors that learn of one death at about one time, on hosts that let them run late. */
class SplitVoteTest {
    private static final long TIMEOUT_MIN = 6_000 * MS;
    private static final long TIMEOUT_MAX = 7_000 * MS;

    private static Member member(final int id, final int n, final long seed) {
        return new Member(id, RaftConfig.of(Member.CLUSTER, id,
                IntStream.rangeClosed(1, n).boxed().toList(), Member.HEARTBEAT, TIMEOUT_MIN,
                TIMEOUT_MAX, seed));
    }

    /** Member 1 leads and is gone; the others have been told. */
    private static Cluster bereaved(final int n, final long seed) {
        final Cluster cluster = Cluster.of(IntStream.rangeClosed(1, n)
                .mapToObj(id -> member(id, n, seed * n + id)).toArray(Member[]::new));
        cluster.member(1).cycle(TIMEOUT_MAX);
        cluster.settle().run(10 * MS);
        assertEquals(List.of(1), cluster.leaders());
        cluster.isolate(1);
        for (int id = 2; id <= n; id++) {
            cluster.member(id).raft().condition().onConnectionLost(1);
        }
        return cluster;
    }

    private static List<Integer> successors(final Cluster cluster) {
        return cluster.leaders().stream().filter(id -> id != 1).toList();
    }

    @Test
    void whoHasGrantedAPreferredOneItsPreVoteNoLongerStandsItself() {
        final Cluster cluster = bereaved(3, 1);
        for (int id = 2; id <= 3; id++) {                       // both so late that both stand
            cluster.member(id).cycle();
            cluster.member(id).cycle(100 * MS);
            assertEquals(Role.PRE_CANDIDATE, cluster.member(id).raft().role());
        }
        cluster.settle();
        assertEquals(List.of(2), successors(cluster));
        assertEquals(2, cluster.member(3).raft().term(), "in one election");
    }

    @ParameterizedTest
    @CsvSource({"3, 40", "3, 100", "5, 40", "5, 100", "7, 100"})
    void aLeaderThatIsGoneIsSucceededLongBeforeATimeoutHoweverLateItsSurvivorsRun(final int n,
            final int lateMs) {
        for (long seed = 1; seed <= 400; seed++) {
            final Cluster cluster = bereaved(n, seed);
            final BusyHost host = new BusyHost(cluster, lateMs * MS, seed);
            for (long ms = 0; successors(cluster).isEmpty() && ms < 3_000; ms++) {
                host.run(MS);
            }
            assertTrue(!successors(cluster).isEmpty(), "seed " + seed + ": "
                    + cluster.members.stream().map(m -> m.raft().toString()).toList());
        }
    }
}
