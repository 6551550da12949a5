package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member lacks entries that its leader no longer has, and gets a snapshot instead (§7). */
class SnapshotTransferTest {
    private static final int BYTES = 50_000;
    private static final long[] TEN = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2};

    private final Member leader = new Member(1, 3, TEN);
    private final Member other = new Member(2, 3, TEN);
    private Member lagging = new Member(3, 3);
    private Predicate<Outbox.Letter> isLost = letter -> false;
    private final List<Outbox.Letter> pieces = new ArrayList<>();

    /** Both have a snapshot of entry 8 and no entry before it; member 1 leads in term 3. */
    private void leadOverAPurgedLog() {
        leader.snapshot(8, 2, BYTES, true);
        other.snapshot(8, 2, BYTES, true);
        leader.start();
        other.start();
        leader.lead();
    }

    private List<Member> members() {
        return List.of(leader, other, lagging);
    }

    /** Delivers everything, in order, for so many milliseconds. */
    private void run(final int ms) {
        for (int i = 0; i < ms; i++) {
            members().forEach(member -> member.cycle(Member.MS));
            deliver();
        }
    }

    private void deliver() {
        for (final Member member : members()) {
            for (final Outbox.Letter letter : member.outbox.take()) {
                if (letter.type() == MessageType.INSTALL_SNAPSHOT) {
                    pieces.add(letter);
                }
                if (!isLost.test(letter)) {
                    members().get(letter.to() - 1).hear(letter);
                }
            }
        }
    }

    private void assertInstalled() {
        assertEquals(9, lagging.log.firstIndex());
        assertEquals(2, lagging.log.termBeforeFirst());
        assertEquals(leader.raft().lastIndex(), lagging.raft().lastIndex());
        assertEquals(leader.raft().commitIndex(), lagging.raft().commitIndex());
        assertEquals(8, lagging.snapshots.newest().lastIndex());
        assertEquals(leader.snapshots.newest().digest(), lagging.snapshots.newest().digest());
        assertEquals(leader.raft().configuration(), lagging.raft().configuration());
        assertEquals(leader.raft().configurationIndex(), lagging.raft().configurationIndex());
        assertEquals(leader.raft().lastIndex(), leader.raft().matchedByAll());
    }

    private static boolean isPiece(final Outbox.Letter letter) {
        return letter.type() == MessageType.INSTALL_SNAPSHOT;
    }

    private long bytesSent() {
        return pieces.stream()
                .mapToLong(letter -> letter.read(new InstallSnapshot()).bodyLength()).sum();
    }

    @Test
    void aMemberWithAnEmptyLogGetsASnapshotAndThenEntries() {
        leadOverAPurgedLog();
        run(100);
        assertInstalled();
        leader.propose();
        run(30);
        assertInstalled();
        assertEquals(leader.snapshots.newest().length(), bytesSent(), "each byte is sent once");
        assertEquals(Long.MAX_VALUE, leader.raft().compaction().lowestShipped());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aMemberWhoseLogPartedBeforeTheSnapshotGetsItToo(final int shared) {
        final long[] terms = new long[shared + 4];
        java.util.Arrays.fill(terms, 1);
        lagging = new Member(3, 3, terms);
        leadOverAPurgedLog();
        run(150);
        assertInstalled();
    }

    /** The next segment of the log is not made yet: nobody waits for it, everything goes on. */
    @Test
    void aSnapshotTakesTheLogsPlaceOnlyWhenThatWaitsForNothing() {
        leadOverAPurgedLog();
        lagging.log.fill(true);
        run(100);
        assertEquals(8, lagging.snapshots.newest().lastIndex());
        assertEquals(1, lagging.log.firstIndex(), "not in its place yet");
        assertEquals(leader.raft().term(), lagging.raft().term());
        lagging.log.fill(false);
        run(100);
        assertInstalled();
    }

    @Test
    void aMemberThatHoldsTheSnapshotsLastEntryKeepsItsLog() {
        lagging = new Member(3, 3, TEN);
        leadOverAPurgedLog();
        run(100);
        assertEquals(1, lagging.log.firstIndex());
        assertNull(lagging.snapshots.newest());
        assertEquals(0, bytesSent());
    }

    @Test
    void aSnapshotThatIsNotNeededCommitsWhatItCoversAndNoMore() {
        leadOverAPurgedLog();
        isLost = letter -> isPiece(letter);
        run(20);
        lagging = new Member(3, 3, TEN);
        lagging.appended(1, 3, 10, 2, 0, 3, 3);
        assertEquals(0, lagging.raft().commitIndex());
        lagging.hear(pieces.get(0));
        assertEquals(8, lagging.raft().commitIndex());
        assertEquals(12, lagging.raft().lastIndex());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void piecesMayBeLostOrComeTwiceOrInAnyOrder(final long seed) {
        final Random random = new Random(seed);
        final List<Outbox.Letter> onTheWay = new ArrayList<>();
        leadOverAPurgedLog();
        for (int i = 0; i < 5_000 && lagging.raft().commitIndex() < 9; i++) {
            members().forEach(member -> member.cycle(Member.MS / 10));
            members().forEach(member -> onTheWay.addAll(member.outbox.take()));
            for (int n = onTheWay.size() / 2; n > 0; n--) {
                final Outbox.Letter letter = onTheWay.get(random.nextInt(onTheWay.size()));
                if (random.nextInt(10) > 0) {
                    onTheWay.remove(letter);           // else it will come once more
                }
                if (random.nextInt(5) > 0) {
                    members().get(letter.to() - 1).hear(letter);
                }
            }
        }
        run(200);
        assertInstalled();
    }

    @Test
    void aTransferGoesOnWhereTheLinkBroke() {
        leadOverAPurgedLog();
        isLost = letter -> isPiece(letter) && pieces.size() > 3 && pieces.size() < 12;
        run(300);
        assertInstalled();
        assertTrue(bytesSent() < 3 * leader.snapshots.newest().length(), "" + bytesSent());
    }

    @Test
    void anotherLeaderGoesOnWithTheVerySameSnapshot() {
        leadOverAPurgedLog();
        isLost = letter -> isPiece(letter) && pieces.size() > 3;
        run(40);
        assertTrue(lagging.raft().compaction().isReceiving());
        isLost = letter -> letter.to() == 1;           // who now loses its office
        run(100);
        pieces.clear();
        other.timeOut();
        isLost = letter -> false;
        run(300);
        assertEquals(2, lagging.raft().leaderId());
        assertEquals(9, lagging.log.firstIndex());
        assertTrue(pieces.stream().map(letter -> letter.read(new InstallSnapshot()))
                .anyMatch(piece -> piece.offset() > 0));
    }

    @Test
    void aNewerSnapshotDoesNotDisturbTheOneUnderWay() {
        leadOverAPurgedLog();
        isLost = letter -> isPiece(letter) && pieces.size() > 3;
        run(20);
        leader.snapshot(10, 2, 700, false);
        assertEquals(8, leader.raft().compaction().lowestShipped());
        isLost = letter -> false;
        run(200);
        assertEquals(9, lagging.log.firstIndex());
        assertEquals(leader.raft().lastIndex(), leader.raft().matchedByAll());
    }

    @Test
    void heartbeatsNeitherDisturbATransferNorCostTheLeaderItsOffice() {
        leadOverAPurgedLog();
        isLost = letter -> letter.to() == 2;           // the quorum needs the lagging one's word
        run(1_000);
        assertEquals(Role.LEADER, leader.raft().role());
        isLost = letter -> letter.to() == 2 || isPiece(letter);
        run(1_000);
        assertEquals(Role.LEADER, leader.raft().role());
        assertEquals(1, lagging.raft().leaderId());
    }

    @Test
    void aPeerThatIsGoneKeepsNoSnapshot() {
        leadOverAPurgedLog();
        isLost = letter -> letter.to() == 3;
        run(20);
        isLost = letter -> letter.to() == 3 || isPiece(letter);
        run(1_000);
        assertEquals(Long.MAX_VALUE, leader.raft().compaction().lowestShipped());
        pieces.clear();
        run(1_000);
        assertEquals(0, pieces.size());
    }

    @Test
    void aCrashBetweenTheSnapshotAndTheLogIsMendedAtTheStart() {
        lagging = new Member(3, 3, 1, 1, 1);
        lagging.snapshot(8, 2, BYTES, false);
        lagging.start();
        assertEquals(9, lagging.log.firstIndex());
        assertEquals(8, lagging.raft().commitIndex());
        assertEquals(8, lagging.raft().durableIndex());
        leadOverAPurgedLog();
        run(100);
        assertInstalled();
        assertEquals(0, bytesSent());
    }

    @Test
    void aMemberWhoseLogGoesPastItsSnapshotStartsWithAllOfIt() {
        lagging = new Member(3, 3, TEN);
        lagging.snapshot(8, 2, BYTES, false);
        lagging.start();
        assertEquals(1, lagging.log.firstIndex());
        assertEquals(10, lagging.raft().lastIndex());
        assertEquals(8, lagging.raft().commitIndex());
    }
}
