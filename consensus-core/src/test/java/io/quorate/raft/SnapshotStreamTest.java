package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.SnapshotBytes;
import io.quorate.wire.InstallSnapshot;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member makes of pieces of a snapshot that are wrong, doubled, or never end (B-07). */
class SnapshotStreamTest {
    private static final long TERM = 3;
    private static final int PIECE = 1_000;

    private final Member member = new Member(3, 3);
    private final byte[] content = contentOf(8, 1);

    private static byte[] contentOf(final long index, final long seed) {
        return SnapshotBytes.of(Member.CLUSTER, index, 2,
                Configuration.ofVoters(List.of(1, 2, 3)).encode(), 10_000, seed);
    }

    private InstallSnapshot piece(final byte[] of, final long index, final long digest,
            final long offset, final int length) {
        final InstallSnapshot message = InstallSnapshot.allocated();
        message.speaker(Member.CLUSTER, 1, 1);
        final byte[] body = Arrays.copyOfRange(of, (int) offset, (int) offset + length);
        message.term(TERM).last(index, 2).content(of.length, digest).offset(offset).round(1)
                .body(new UnsafeBuffer(body), 0, length);
        return message;
    }

    private void hear(final InstallSnapshot message, final byte[] of, final int length) {
        final Outbox wire = new Outbox();
        final boolean isInside = message.offset() >= 0 && message.offset() < of.length;
        wire.send(3, message, new UnsafeBuffer(of), isInside ? (int) message.offset() : 0, length);
        member.hear(wire.take().get(0));
        member.cycle();
    }

    private void hear(final byte[] of, final long index, final long digest, final int from) {
        final int length = Math.min(PIECE, of.length - from);
        hear(piece(of, index, digest, from, length), of, length);
    }

    private void hearAll(final byte[] of, final long index) {
        for (int at = 0; at < of.length; at += PIECE) {
            hear(of, index, 7, at);
        }
    }

    @Test
    void piecesInOrderMakeASnapshot() {
        hearAll(content, 8);
        assertEquals(8, member.raft().commitIndex());
        assertEquals(9, member.log.firstIndex());
        assertTrue(member.said().toString().contains("needed=" + 2 * PIECE));
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0, 1000", "-1, 2, 0, 1000", "8, 0, 0, 1000", "8, 4, 0, 1000",
        "8, 2, -1, 1000", "8, 2, 0, 0", "8, 2, 9223372036854775807, 1000",
        "8, 2, 1000, 999"})
    void aPieceThatCannotBeIsDroppedAndCounted(final long index, final long term,
            final long offset, final int length) {
        final long refused = member.raft().malformed();
        final InstallSnapshot message = piece(content, 8, 7, 0, length)
                .last(index, term).offset(offset).content(length == 999 ? 1_998 : 50_000, 7);
        hear(message, content, length == 999 ? 1_000 : length);
        assertEquals(refused + 1, member.raft().malformed());
        assertFalse(member.raft().compaction().isReceiving());
    }

    @Test
    void aPieceWhoseBytesWereFlippedCostsNoMoreThanItself() {
        hear(content, 8, 7, 0);
        final InstallSnapshot second = piece(content, 8, 7, PIECE, PIECE);
        final byte[] flipped = content.clone();
        flipped[PIECE + 5] ^= (byte) 1;
        hear(second, flipped, PIECE);
        assertEquals(1, member.raft().malformed());
        for (int at = PIECE; at < content.length; at += PIECE) {
            hear(content, 8, 7, at);
        }
        assertEquals(8, member.raft().commitIndex());
    }

    @Test
    void aSnapshotThatIsDamagedAsAWholeIsThrownAwayAndTheNextOneTaken() {
        final byte[] damaged = content.clone();
        damaged[3_000] ^= (byte) 1;
        hearAll(damaged, 8);
        assertNull(member.snapshots.newest());
        assertEquals(0, member.raft().commitIndex());
        hearAll(content, 8);
        assertEquals(8, member.raft().commitIndex());
    }

    @Test
    void aStreamThatNeverEndsOrGoesOnIsNoSnapshot() {
        final byte[] longer = Arrays.copyOf(content, content.length + 5_000);
        hearAll(longer, 8);
        assertNull(member.snapshots.newest());
        final byte[] shorter = Arrays.copyOf(content, content.length - 16);
        hearAll(shorter, 8);
        assertNull(member.snapshots.newest());
        assertEquals(1, member.log.firstIndex());
    }

    @Test
    void ofTwoSnapshotsAtOnceTheOneHeardLastIsTaken() {
        final byte[] other = contentOf(9, 2);
        hear(content, 8, 7, 0);
        hear(other, 9, 7, 0);
        hear(content, 8, 7, PIECE);
        assertTrue(member.said().toString().contains("gap"));
        hearAll(other, 9);
        assertEquals(9, member.raft().commitIndex());
    }

    @Test
    void aGapIsToldAtOnceWithWhatIsNeeded() {
        hear(content, 8, 7, 0);
        member.said();
        hear(content, 8, 7, 3 * PIECE);
        assertEquals(List.of("to 1 snapshot reply term=3 last=8 needed=1000 gap"), member.said());
    }

    @Test
    void aSnapshotOfAnotherClusterIsThrownAway() {
        hearAll(SnapshotBytes.of(Member.CLUSTER + 1, 8, 2,
                Configuration.ofVoters(List.of(1, 2, 3)).encode(), 100, 1), 8);
        assertNull(member.snapshots.newest());
    }
}
