package io.quorate.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTablesTest {
    private static final ForkPlan PLAN =
            new ForkPlan(Durability.PAGE_CACHE, List.of(32), List.of(64), 1, 1, 2, 7);

    private final Map<PeerKind, List<ForkResult>> results = new EnumMap<>(PeerKind.class);

    @Test
    void figuresAreMediansOverTheForksWithTheirSpreadAndShare() {
        results.put(PeerKind.QUORATE, List.of(fork(1_000_000), fork(900_000), fork(1_200_000)));
        results.put(PeerKind.AERON_CLUSTER, List.of(fork(250_000)));

        assertTrue(row("aeron-cluster").matches(
                "\\s+32\\s+64  aeron-cluster  network\\s+250\\.0k\\s+-\\s+0\\.250 .*"));
        assertTrue(row("quorate").matches(
                "\\s+32\\s+64  quorate\\s+network\\s+1\\.000M\\s+15 %\\s+1\\.00 .*"));
        assertFalse(tables().hasErrors());
    }

    @Test
    void aPeerWithAnErrorInOneForkHasNoNumberAtAll() {
        final ForkResult bad = fork(300_000);
        bad.onLine(Fork.MARK + Fork.ERROR + Fork.COMMITS + "lost: 5 commands");
        results.put(PeerKind.AERON_CLUSTER, List.of(fork(250_000), bad));

        assertTrue(row("aeron-cluster").endsWith("ERROR"), tables().text());
        assertFalse(tables().text().contains("250"), tables().text());
        assertTrue(tables().text().contains("aeron-cluster: ERROR in commits: lost: 5 commands"));
        assertTrue(tables().hasErrors());
        assertFalse(tables().hasCommits());
    }

    @Test
    void aMedianOfFailoversNeedsFiveOfThem() {
        results.put(PeerKind.QUORATE, List.of(failovers(500, 600, 700), failovers(510, 900)));
        results.put(PeerKind.AERON_CLUSTER, List.of(failovers(1_000)));

        final String text = tables().text().replaceAll(" +", " ");
        assertTrue(text.contains("quorate common 50 500 5 500.0 600.0 900.0 1.00\n"), text);
        assertTrue(text.contains("aeron-cluster common 50 500 1 1000 - 1000 -\n"), text);
        assertTrue(text.contains("aeron-cluster lowest 10 200 1 100.0 - 100.0 -\n"), text);
    }

    @Test
    void failoversAreHeldAgainstTheBestPeersAtEachSetting() {
        results.put(PeerKind.QUORATE, List.of(failovers(100, 100, 100, 100, 100)));
        results.put(PeerKind.AERON_CLUSTER, List.of(failovers(1_000, 1_000, 1_000, 1_000, 1_000)));
        results.put(PeerKind.ETCD, List.of(failovers(Setting.COMMON, 500, 500, 500, 500, 500),
                failovers(Setting.LOWEST, 15, 15, 15, 15, 15)));

        final String text = tables().text().replaceAll(" +", " ");
        assertTrue(text.contains("failover by the best peer's, common <= 0.500 0.200 met\n"),
                text);
        assertTrue(text.contains("failover by the best peer's, lowest <= 0.500 0.667 missed\n"),
                text);
    }

    @Test
    void anErrorAtOneSettingLeavesTheOther() {
        final ForkResult fork = failovers(1_000);
        fork.onLine(Fork.MARK + Fork.ERROR + Fork.FAILOVER + "lowest waited 60 s in vain");
        results.put(PeerKind.AERON_CLUSTER, List.of(fork));

        final String text = tables().text().replaceAll(" +", " ");
        assertTrue(text.contains("aeron-cluster common 50 500 1 1000 - 1000 -\n"), text);
        assertTrue(text.contains("aeron-cluster lowest 10 200 ERROR\n"), text);
        assertTrue(text.contains(
                "aeron-cluster: ERROR in failovers, lowest: waited 60 s in vain\n"), text);
        assertTrue(tables().hasErrors());
    }

    @Test
    void quorateIsHeldAgainstTheBestPeerThatIsUsedInTheSameWay() {
        results.put(PeerKind.QUORATE, List.of(fork(1_000_000)));
        results.put(PeerKind.AERON_CLUSTER, List.of(fork(250_000)));
        results.put(PeerKind.RATIS, List.of(fork(800_000)));
        results.put(PeerKind.SOFAJRAFT, List.of(fork(9_000_000)));

        assertTrue(tables().text().replaceAll(" +", " ").contains("commits/s by the best peer's,"
                + " 32 B, window 64, network >= 2.00 1.25 missed\n"), tables().text());
    }

    @Test
    void aJvmThatDiesIsAnErrorOfAllThatItWasToMeasure() {
        final ForkResult fork = new ForkResult();
        fork.onLine("Out of memory");
        fork.onExit(3);

        assertEquals("its JVM ended with 3: Out of memory", fork.commitError());
        for (final Setting setting : Setting.values()) {
            assertEquals(fork.commitError(), fork.failoverError(setting));
        }
    }

    private static ForkResult fork(final double perSecond) {
        final ForkResult fork = new ForkResult();
        fork.onLine(Fork.MARK + Fork.COMMITS
                + new Commits(32, 64, perSecond, 50_000, 90_000, 0.5, 1_000).words());
        return fork;
    }

    /** So many milliseconds at the common setting, a tenth at the lowest. */
    private static ForkResult failovers(final long... ms) {
        final ForkResult fork = failovers(Setting.COMMON, ms);
        for (final long each : ms) {
            fork.onLine(Fork.MARK + Fork.FAILOVER + "lowest " + each * 100_000);
        }
        return fork;
    }

    private static ForkResult failovers(final Setting setting, final long... ms) {
        final ForkResult fork = new ForkResult();
        for (final long each : ms) {
            fork.onLine(Fork.MARK + Fork.FAILOVER + setting.label() + " " + each * 1_000_000);
        }
        return fork;
    }

    private PeerTables tables() {
        return new PeerTables(PLAN, results);
    }

    private String row(final String peer) {
        return tables().text().lines().filter(line -> line.matches(" +\\d.* " + peer + " .*"))
                .findFirst().orElseThrow();
    }
}
