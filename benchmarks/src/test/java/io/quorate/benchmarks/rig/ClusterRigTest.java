package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.load.ClosedLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class ClusterRigTest {
    private static final int COMMANDS = 5_000;
    private static final int WINDOW = 64;

    private long inDoubt;                // commands that a leader had when it lost its office

    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void everyMemberAppliesEveryCommandOnce(final String threading) {
        try (ClusterRig rig = Rigs.launch("threading", threading,
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000")) {
            final long committed = commit(rig, COMMANDS);

            rig.verify();
            rig.members().forEach(member -> assertApplied(committed, member));
        }
    }

    private void assertApplied(final long committed, final Member member) {
        final long applied = member.witness().applied();
        assertTrue(applied >= committed && applied <= committed + inDoubt, "member " + member.id()
                + " applied " + applied + " of " + committed + ", " + inDoubt + " in doubt");
    }

    @Test
    void observersApplyEveryCommandOverUdpAndAndNeverLead() {
        try (ClusterRig rig = Rigs.launch("nodes", "1", "observers", "2",
                "transport", "aeron-udp",
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000")) {
            final long committed = commit(rig, COMMANDS);

            assertEquals(1, rig.awaitLeader().id());
            assertEquals(3, rig.members().size());
            rig.verify();
            rig.members().forEach(member -> assertApplied(committed, member));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void aCrashedLeaderIsReplacedAndCatchesUp(final String threading) {
        try (ClusterRig rig = Rigs.launch("threading", threading)) {
            final Member victim = rig.awaitLeader();
            final long term = victim.term();

            rig.crash(victim);
            final Member successor = rig.awaitLeader();
            assertNotSame(victim, successor);
            assertTrue(successor.term() > term);

            final long before = successor.witness().applied();
            commit(rig, 100);
            rig.restart(victim);
            rig.verify();
            assertTrue(victim.witness().applied() >= before + 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void aMemberIsBroughtBackByASnapshot(final String threading) {
        try (ClusterRig rig = Rigs.launchWithBallast(1 << 20, "threading", threading,
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000")) {
            final Member leader = rig.awaitLeader();
            final Member away = rig.members().get(leader.id() % 3);
            rig.crash(away);
            final List<Member> others =
                    rig.members().stream().filter(member -> member != away).toList();
            while (others.stream().anyMatch(one -> one.lowestIndex() <= away.lastIndex() + 1)) {
                commit(rig, COMMANDS);
                others.forEach(one -> takeSnapshot(rig, one));   // either may lead in the end
            }
            rig.restart(away);
            rig.await("a snapshot from the leader",
                    () -> away.snapshotIndex() > 0);
            commit(rig, COMMANDS);
            rig.verify();
            assertEquals(leader.witness().applied(), away.witness().applied());
        }
    }

    private static void takeSnapshot(final ClusterRig rig, final Member member) {
        final long before = member.snapshotIndex();
        member.takeSnapshot();
        rig.await("a snapshot", () -> member.snapshotIndex() > before);
    }

    @Test
    void aMemberComesBackOnTheFilesThatItLeft(@TempDir final Path parent) {
        try (ClusterRig rig = Rigs.launch("storage", "mapped", "durability", "page-cache",
                "dir", parent.toString())) {
            commit(rig, 100);
            final Member victim = rig.awaitLeader();
            final long before = victim.witness().applied();

            rig.crash(victim);
            commit(rig, 100);
            rig.restart(victim);

            rig.verify();
            assertTrue(victim.witness().applied() >= before + 100);
        }
    }

    @Test
    void allMembersComeBackFromAStopOnTheLogsThatTheyLeft() {
        try (ClusterRig rig = Rigs.launch()) {
            commit(rig, 100);
            rig.verify();
            rig.stopAll();
            assertTrue(rig.members().stream().noneMatch(Member::isAlive));

            rig.startAll();
            rig.verify();
            commit(rig, 100);
            rig.verify();
        }
    }

    @Test
    void oneMemberAloneLeadsItself() {
        try (ClusterRig rig = Rigs.launch("nodes", "1")) {
            assertTrue(commit(rig, 100) >= 100);
        }
    }

    @Test
    void theLogIsPurgedOfWhatAllHaveApplied() {
        try (ClusterRig rig = Rigs.launch("payload", "1024",
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "2000")) {
            commit(rig, 200_000);

            rig.verify();
            assertTrue(rig.members().stream().allMatch(member -> member.firstIndex() > 1));
        }
    }

    @Test
    void itsDirectoryGoesWithIt(@TempDir final Path parent) throws IOException {
        try (ClusterRig rig = Rigs.launch("dir", parent.toString())) {
            rig.awaitLeader();
            assertFalse(children(parent).isEmpty());
        }
        assertEquals(List.of(), children(parent));
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed(@TempDir final Path parent) {
        final String nowhere = parent.resolve("nowhere").toString();

        final String message = assertThrows(IllegalArgumentException.class,
                () -> Rigs.launch("dir", nowhere)).getMessage();

        assertTrue(message.startsWith("dir=" + nowhere + " is no directory"), message);
    }

    /** Commits so many commands or a window more, by whoever leads; returns how many were. */
    private long commit(final ClusterRig rig, final int commands) {
        long committed = 0;
        while (committed < commands) {
            committed += commitAsLongAsOneLeads(rig, commands - committed);
        }
        return committed;
    }

    private long commitAsLongAsOneLeads(final ClusterRig rig, final long commands) {
        try (LeaderPipe pipe = new LeaderPipe(rig, WINDOW)) {
            final ClosedLoop client = new ClosedLoop(pipe, WINDOW, rig.config().payload());
            try {
                client.complete(commands);
                client.drain();
            } catch (final LeaderPipe.LostOfficeException e) {
                inDoubt += client.offered() - pipe.completed();
                return pipe.completed();
            }
            return pipe.completed();
        }
    }

    private static List<Path> children(final Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }
}
