package io.quorate.node;

import static io.quorate.node.InlineCluster.HEARTBEAT;
import static io.quorate.node.InlineCluster.MAX_ENTRY;
import static io.quorate.node.InlineCluster.MS;
import static io.quorate.node.InlineCluster.TIMEOUT_MAX;
import static io.quorate.node.InlineCluster.TIMEOUT_MIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.DiskProbe;
import io.quorate.port.StateMachine;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow disks (F-15), slow state machines (O-04) and slow loops, and who leads then. */
class HealthGateTest {
    private static final HealthLimits LIMITS = new HealthLimits(TIMEOUT_MIN, TIMEOUT_MIN,
            TIMEOUT_MIN, TIMEOUT_MIN, 10 * TIMEOUT_MAX, 3);

    private final List<SlowDisk> disks = new ArrayList<>();
    private final long[] applyNs = new long[4];                    // of a command, by member
    private InlineCluster cluster;
    private Client client;
    private int submitted;
    private int refused;

    private NodeAgent lead() {
        cluster = new InlineCluster(3, this::machine, id -> {
            disks.add(new SlowDisk(new MemoryLog(1 << 20, MAX_ENTRY)));
            return disks.get(id - 1);
        }, 256);
        cluster.nodes.forEach(node -> node.watchHealth(LIMITS));
        return cluster.lead();
    }

    private StateMachine machine(final int id) {
        return (index, command, offset, length, reply) -> {
            if (applyNs[id] > 0) {
                cluster.pass(applyNs[id]);
            }
            return InlineCluster.ECHO.apply(index, command, offset, length, reply);
        };
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /** Lets time pass while a client, one after the other, submits commands to that node. */
    private void load(final NodeAgent node, final long forNs) {
        client = client == null ? new Client(node, 64) : client;
        final long endNs = cluster.nowNs() + forNs;
        while (cluster.nowNs() - endNs < 0) {
            final long beganNs = cluster.nowNs();
            client.answers();
            cluster.cycle();
            cluster.pass(MS);
            for (long ms = (cluster.nowNs() - beganNs) / MS; ms > 0; ms--) {
                submit();
            }
        }
    }

    private void submit() {
        if (client.submit(submitted + 1, "x") == Outcome.ACCEPTED) {
            submitted++;
        } else {
            refused++;
        }
    }

    private SlowDisk diskOf(final NodeAgent node) {
        return disks.get(cluster.id(node) - 1);
    }

    private Health healthOf(final NodeAgent node) {
        return cluster.countersOf(node).health();
    }

    private long handOvers() {
        return cluster.counters.stream().mapToLong(c -> c.get(NodeCounter.HAND_OVERS)).sum();
    }

    @Test
    void aLeaderWhoseDiskStallsHandsOverAndLosesNothing() {
        final NodeAgent slow = lead();
        final long term = slow.raft().term();
        diskOf(slow).stall(true);
        load(slow, 2 * TIMEOUT_MIN - HEARTBEAT);
        assertSame(slow, cluster.leader());
        assertEquals(term, slow.raft().term());                    // its heartbeats never ceased
        final long committed = cluster.aFollower().raft().commitIndex();
        assertTrue(committed > 100, "without its disk the others committed " + committed);
        load(slow, 5 * HEARTBEAT);
        assertNotSame(slow, cluster.leader());
        assertEquals(term + 1, cluster.leader().raft().term());
        assertEquals(Health.SLOW_DISK, healthOf(slow));
        assertEquals(1, handOvers());
        diskOf(slow).stall(false);
        cluster.lead();
        assertTrue(client.answers().stream().filter(a -> a.contains("COMMITTED")).count() > 100);
        assertTrue(slow.appliedIndex() >= committed);
    }

    @Test
    void aLeaderWhoseStateMachineIsSlowHandsOverAndNobodyElseStands() {
        final NodeAgent slow = lead();
        final long term = slow.raft().term();
        applyNs[cluster.id(slow)] = 5 * MS;
        load(slow, 6 * TIMEOUT_MIN);
        assertNotSame(slow, cluster.leader());
        assertEquals(term + 1, cluster.leader().raft().term());
        assertEquals(Health.SLOW_APPLY, healthOf(slow));
        assertTrue(refused > 0, "its clients felt nothing");
    }

    @Test
    void aFollowerWhoseStateMachineIsSlowTroublesNobody() {
        final NodeAgent leader = lead();
        final long term = leader.raft().term();
        final NodeAgent slow = cluster.aFollower();
        applyNs[cluster.id(slow)] = 5 * MS;
        load(leader, 10 * TIMEOUT_MIN);
        assertEquals(Health.SLOW_APPLY, healthOf(slow));
        assertSame(leader, cluster.leader());
        assertEquals(term, leader.raft().term());
        assertEquals(0, handOvers());
    }

    @Test
    void oneThatIsUnfitLetsTheOtherStandAndVotesForIt() {
        final NodeAgent leader = lead();
        final NodeAgent unfit = cluster.aFollower();
        diskOf(unfit).stall(true);
        load(leader, 3 * TIMEOUT_MIN);
        assertEquals(Health.SLOW_DISK, healthOf(unfit));
        leader.stop();
        cluster.runUntil(() -> unfit.raft().role() != Role.FOLLOWER
                || cluster.leader() != null);
        assertEquals(Role.FOLLOWER, unfit.raft().role());
        assertNotSame(unfit, cluster.leader());
        assertEquals(cluster.id(cluster.leader()), unfit.raft().votedFor());
    }

    @Test
    void twoThatAreUnfitStillElectOneOfThem() {
        final NodeAgent leader = lead();
        cluster.nodes.stream().filter(node -> node != leader)
                .forEach(node -> diskOf(node).stall(true));
        load(leader, 3 * TIMEOUT_MIN);
        leader.stop();
        final long stoppedNs = cluster.nowNs();
        cluster.runUntil(() -> cluster.leader() != null);
        final long waitedNs = cluster.nowNs() - stoppedNs;
        assertTrue(waitedNs > 3 * TIMEOUT_MIN && waitedNs < 8 * TIMEOUT_MAX,
                "elected after " + waitedNs / MS + " ms");
    }

    @Test
    void withNobodyFitALeaderGoesOn() {
        final NodeAgent leader = lead();
        disks.forEach(disk -> disk.stall(true));
        load(leader, 20 * TIMEOUT_MIN);
        assertSame(leader, cluster.leader());
        assertEquals(0, handOvers());
        disks.forEach(disk -> disk.stall(false));
        cluster.run(HEARTBEAT);
        assertEquals(leader.raft().lastIndex(), leader.raft().commitIndex());
    }

    @Test
    void theOfficeIsNeverHandedToOneThatIsUnfit() {
        final NodeAgent leader = lead();
        final NodeAgent unfit = cluster.aFollower();
        diskOf(unfit).stall(true);
        load(leader, 3 * TIMEOUT_MIN);
        diskOf(leader).stall(true);
        load(leader, 3 * TIMEOUT_MIN);
        assertNotSame(leader, cluster.leader());
        assertNotSame(unfit, cluster.leader());
    }

    /** A disk that answers who asks it, until it is dead. */
    private class MortalDisk implements DiskProbe {
        private long deadNs = Long.MAX_VALUE;

        void die() {
            deadNs = cluster.nowNs();
        }

        @Override
        public long intervalNs() {
            return HEARTBEAT;
        }

        @Override
        public long waitedNs() {
            return deadNs == Long.MAX_VALUE ? 0 : cluster.nowNs() - deadNs;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private List<MortalDisk> askDisks() {
        final List<MortalDisk> asked = new ArrayList<>();
        cluster.nodes.forEach(node -> {
            asked.add(new MortalDisk());
            node.watchDisk(asked.get(asked.size() - 1));
        });
        return asked;
    }

    @Test
    void aLeaderWhoseDiskIsDeadHandsOverThoughNobodyWantsAnything() {
        final NodeAgent leader = lead();
        final List<MortalDisk> asked = askDisks();
        cluster.run(3 * TIMEOUT_MAX);
        assertSame(leader, cluster.leader());
        asked.get(cluster.id(leader) - 1).die();
        cluster.run(2 * TIMEOUT_MIN + 5 * HEARTBEAT);
        assertEquals(Health.SLOW_DISK, healthOf(leader));
        assertNotSame(leader, cluster.leader());
        assertEquals(1, handOvers());
    }

    @Test
    void oneWhoseDiskIsDeadWhileItIsIdleLetsTheOtherStand() {
        final NodeAgent leader = lead();
        final NodeAgent unfit = cluster.aFollower();
        askDisks().get(cluster.id(unfit) - 1).die();
        cluster.run(3 * TIMEOUT_MIN);
        assertEquals(Health.SLOW_DISK, healthOf(unfit));
        leader.stop();
        cluster.runUntil(() -> unfit.raft().role() != Role.FOLLOWER
                || cluster.leader() != null && cluster.leader() != leader);
        assertNotSame(unfit, cluster.leader());
        assertEquals(Role.FOLLOWER, unfit.raft().role());
    }

    @Test
    void anIdleNodeWakesToLookAtWhatItsDiskSays() {
        lead();
        final NodeAgent idle = cluster.aFollower();
        idle.watchDisk(new MortalDisk() {
            @Override
            public long intervalNs() {
                return MS;
            }
        });
        cluster.cycle();
        assertTrue(idle.nextDeadlineNs() - cluster.nowNs() <= MS,
                idle.nextDeadlineNs() - cluster.nowNs() + " ns");
    }

    @Test
    void howeverDisksFlutterEachLeaderHandsOverAtMostOnceInAWhile() {
        lead();
        final long minute = 60_000 * MS;
        for (long passed = 0; passed < minute; passed += 3 * TIMEOUT_MIN) {
            client = null;
            final NodeAgent leader = cluster.leader();
            disks.forEach(disk -> disk.stall(false));
            diskOf(leader).stall(true);
            load(leader, 3 * TIMEOUT_MIN);
        }
        final long most = 3 * minute / LIMITS.quietNs();
        assertTrue(handOvers() > 3 && handOvers() <= most, handOvers() + " of " + most);
    }
}
