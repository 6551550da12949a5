package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.storage.memory.MemoryLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes take snapshots, drop what they stand in for, and begin from them. */
class SnapshotsTest {
    private static final int EVERY = 100;
    private static final int KEEP = 20;

    private final List<CellMachine> machines = new ArrayList<>();
    private InlineCluster cluster;

    private void begin(final int size, final SnapshotPolicy policy) {
        for (int id = 0; id <= size; id++) {
            machines.add(null);
        }
        cluster = new InlineCluster(size, this::machine, id -> new MemoryLog(1024, 512), 64,
                policy);
    }

    private void begin(final int size) {
        begin(size, new SnapshotPolicy(EVERY, 0, 0, KEEP));
    }

    private CellMachine machine(final int id) {
        machines.set(id, new CellMachine());
        return machines.get(id);
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** So many commands, one after the other, each of which is answered as committed. */
    private void commit(final int count) {
        commit(cluster.lead(), count);
    }

    private void commit(final NodeAgent leader, final int count) {
        final Client client = new Client(leader, 4);
        for (int i = 1; i <= count; i++) {
            client.submit(i, "command " + i);
            final int answered = i;
            cluster.runUntil(() -> client.answers().size() == answered);
            assertTrue(client.answers.get(i - 1).contains("COMMITTED"), client.answers.get(i - 1));
        }
    }

    private long counter(final int id, final NodeCounter counter) {
        return cluster.counters.get(id - 1).get(counter);
    }

    private void assertSameState() {
        cluster.lead();
        cluster.runUntil(() -> cluster.nodes.stream().noneMatch(node -> !node.isStopped()
                && node.appliedIndex() < cluster.leader().raft().commitIndex()));
        for (int id = 2; id < machines.size(); id++) {
            assertArrayEquals(machines.get(1).cells, machines.get(id).cells, "member " + id);
        }
    }

    @Test
    void aSnapshotIsTakenWhenItIsDueAndTheLogKeepsAFewEntriesBehindIt() {
        begin(3);
        commit(EVERY - 10);
        assertEquals(0, counter(1, NodeCounter.SNAPSHOT_INDEX));
        commit(EVERY * 3);
        for (int id = 1; id <= 3; id++) {
            final long newest = counter(id, NodeCounter.SNAPSHOT_INDEX);
            final long first = counter(id, NodeCounter.FIRST_INDEX);
            assertTrue(newest >= 2 * EVERY, "member " + id + ": snapshot of " + newest);
            assertTrue(first > EVERY && first <= newest - KEEP + 1, "log from " + first);
            assertEquals(0, machines.get(id).viewsOpen);
        }
        assertSameState();
    }

    @Test
    void commitsGoOnWhileASnapshotIsWritten() {
        begin(1);
        commit(EVERY - 5);
        final Client client = new Client(cluster.lead(), 64);
        int whileWritten = 0;
        for (int i = 0; i < 60; i++) {
            client.submit(i, "more " + i);
            cluster.cycle();
            cluster.pass(InlineCluster.MS);
            if (machines.get(1).viewsOpen > 0) {
                whileWritten++;
                assertTrue(i - client.answers().size() < 3, "waiting: " + client.answers());
            }
        }
        assertTrue(whileWritten > 30, whileWritten + " commands meanwhile");
        cluster.run(InlineCluster.MS * 100);
        assertEquals(0, machines.get(1).viewsOpen);
        assertTrue(counter(1, NodeCounter.SNAPSHOT_INDEX) > 0);
    }

    @Test
    void aNodeThatStartsAgainHasTheStateOfItsSnapshotAndOfTheLogBehindIt() {
        begin(1);
        commit(EVERY * 2 + 50);
        final long[] before = machines.get(1).cells.clone();
        assertTrue(counter(1, NodeCounter.FIRST_INDEX) > 1);
        cluster.nodes.get(0).onClose();
        cluster.start(1);
        cluster.lead();
        assertArrayEquals(before, machines.get(1).cells);
        commit(10);
    }

    @Test
    void aMemberThatWasAwayTooLongIsBroughtBackByASnapshot() {
        begin(3);
        commit(10);
        final int away = cluster.id(cluster.aFollower());
        cluster.nodes.get(away - 1).onClose();
        commit(EVERY * 3);
        assertTrue(counter(cluster.id(cluster.leader()), NodeCounter.FIRST_INDEX) > 20);
        cluster.start(away);
        assertSameState();
        assertTrue(counter(away, NodeCounter.SNAPSHOT_INDEX) > 20);
        assertTrue(counter(away, NodeCounter.FIRST_INDEX) > 20);
        commit(5);
        assertSameState();
    }

    @Test
    void commandsThatASnapshotOvertakesAreInDoubt() {
        begin(3);
        commit(10);
        final NodeAgent old = cluster.leader();
        final int oldId = cluster.id(old);
        cluster.transportOf(old).cut(true);
        final Client client = new Client(old, 8);
        client.submit(1, "never heard of");
        old.doWork();
        cluster.run(InlineCluster.TIMEOUT_MAX * 3);
        assertEquals(List.of("1 INDETERMINATE"), client.answers());
        commit(cluster.leader(), EVERY * 3);
        cluster.transports.get(oldId - 1).cut(false);
        assertSameState();
        assertEquals(1, client.answers().size());
    }

    @Test
    void aMemberThatWasAwayForAMomentNeedsNoSnapshot() {
        begin(3, new SnapshotPolicy(EVERY, 0, 0, EVERY * 10));
        commit(10);
        final int away = cluster.id(cluster.aFollower());
        cluster.nodes.get(away - 1).onClose();
        commit(EVERY * 3);
        cluster.start(away);
        assertSameState();
        assertEquals(1, counter(away, NodeCounter.FIRST_INDEX));
    }

    @Test
    void bytesOrTimeMakeASnapshotDueToo() {
        begin(1, new SnapshotPolicy(0, 1_000, 0, 0));
        commit(30);
        cluster.run(InlineCluster.MS * 100);
        assertTrue(counter(1, NodeCounter.SNAPSHOT_INDEX) > 0);
        close();
        machines.clear();
        begin(1, new SnapshotPolicy(0, 0, InlineCluster.MS * 500, 0));
        commit(1);
        cluster.run(InlineCluster.MS * 700);
        final long first = counter(1, NodeCounter.SNAPSHOT_INDEX);
        assertTrue(first > 0);
        cluster.run(InlineCluster.MS * 2_000);
        assertEquals(first, counter(1, NodeCounter.SNAPSHOT_INDEX), "nothing new was applied");
    }

    @Test
    void aSnapshotIsTakenWhenItIsAskedFor() {
        begin(1, SnapshotPolicy.OFF);
        commit(5);
        cluster.run(InlineCluster.MS * 100);
        assertEquals(0, counter(1, NodeCounter.SNAPSHOT_INDEX));
        cluster.node(1).takeSnapshot();
        cluster.run(InlineCluster.MS * 100);
        assertTrue(counter(1, NodeCounter.SNAPSHOT_INDEX) >= 5);
    }

    @Test
    void aMachineThatTakesNoSnapshotsKeepsItsLogWhole() {
        cluster = new InlineCluster(1, id -> InlineCluster.ECHO, id -> new MemoryLog(1024, 512),
                64, new SnapshotPolicy(EVERY, 0, 0, 0));
        commit(EVERY * 3);
        assertEquals(1, counter(1, NodeCounter.FIRST_INDEX));
        assertFalse(cluster.node(1).isStopped());
    }

    @Test
    void aLogWithoutItsBeginningAndWithoutASnapshotIsRefused() {
        begin(1, SnapshotPolicy.OFF);
        commit(100);
        cluster.log(1).purgeTo(50);
        cluster.nodes.get(0).onClose();
        cluster.policy = new SnapshotPolicy(EVERY, 0, 0, 0);
        final String message = assertThrows(IllegalStateException.class,
                () -> cluster.start(1)).getMessage();
        assertTrue(message.contains("no snapshot"), message);
    }
}
