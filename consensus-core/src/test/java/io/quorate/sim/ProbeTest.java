package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.kv.KeyValueMachine;
import io.quorate.node.Health;
import io.quorate.node.HealthLimits;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeConfigBuilder;
import io.quorate.raft.Role;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Disks that stall while their nodes have nothing to be kept. */
class ProbeTest {
    private static final int NODES = 3;
    private static final long STALL_NS = 30 * Conditions.SECONDS;

    private static Rehearsal calm(final String probe) {
        final NodeConfigBuilder config = NodeConfig.builder().cluster(7).self(1)
                .directory(Path.of("unused")).bootstrap(true).set("health.probe", probe)
                .set("max-command", "1KiB");
        for (int id = 1; id <= NODES; id++) {
            config.member(id, "127.0.0.1:" + (9000 + id));
        }
        return new Rehearsal(42, config.build(), KeyValueMachine::new, "none");
    }

    private static int leader(final Rehearsal rehearsal) {
        return IntStream.rangeClosed(1, NODES)
                .filter(id -> rehearsal.counters(id).role() == Role.LEADER).findFirst()
                .orElse(0);
    }

    private static int leaderAfterItsDiskHasStalled(final Rehearsal rehearsal) {
        rehearsal.passUntil(10 * Conditions.SECONDS);
        final int leader = leader(rehearsal);
        rehearsal.stallDisk(leader, STALL_NS);
        rehearsal.passUntil(20 * Conditions.SECONDS);
        return leader;
    }

    @Test
    void aLeaderThatAsksItsDiskFindsItStalledAndHandsOver() {
        final Rehearsal rehearsal = calm("200ms");
        final int before = leaderAfterItsDiskHasStalled(rehearsal);
        assertEquals(Health.SLOW_DISK, rehearsal.counters(before).health());
        assertNotEquals(before, leader(rehearsal));
        assertNotEquals(0, leader(rehearsal));
    }

    @Test
    void oneThatDoesNotAskNeverLearnsOfIt() {
        final Rehearsal rehearsal = calm("0");
        final int before = leaderAfterItsDiskHasStalled(rehearsal);
        assertEquals(Health.HEALTHY, rehearsal.counters(before).health());
        assertEquals(before, leader(rehearsal));
    }

    @Test
    void amongAllOtherTroubleDisksAreAskedToo() {
        final HealthLimits limits = new HealthLimits(50 * Conditions.MILLIS, 0, 0,
                50 * Conditions.MILLIS, 2 * Conditions.SECONDS, 2);
        long handOvers = 0;
        for (long seed = 1; seed <= 20; seed++) {
            handOvers += Simulation.of(seed).minutes(1).health(limits)
                    .probes(20 * Conditions.MILLIS).run().coverage()
                    .of(Role.LEADER, Event.HAND_OVER);
        }
        assertTrue(handOvers > 0, "no leader ever handed over");
    }
}
