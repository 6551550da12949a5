package io.quorate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bytes of a snapshot, which files and transfers rest on, and what is not taken for one. */
class SnapshotBlockTest {
    private static final long CLUSTER = 0x0102030405060708L;

    private final SnapshotBuilder builder = new SnapshotBuilder();

    private UnsafeBuffer snapshot() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[] {1, 2, 3});
        builder.begin(CLUSTER, 17, 2, 5);
        builder.configuration(record, 0, 2);
        builder.section(SnapshotBlock.SESSIONS);
        builder.put(record, 0, 3);
        builder.section(SnapshotBlock.MACHINE);
        builder.put(record, 0, 1);
        builder.put(record, 1, 2);
        builder.end();
        final UnsafeBuffer all = new UnsafeBuffer(new byte[builder.length()]);
        all.putBytes(0, builder.buffer(), 0, builder.length());
        return all;
    }

    @Test
    void theLayoutIsFixed() {
        final byte[] bytes = snapshot().byteArray();
        final String golden = """
                28000000 1a8ca996 01000000 00000000
                  0100000000000000 0807060504030201 1100000000000000 0200000000000000
                  0500000000000000
                02000000 49f2346d 02000000 01000000 0102
                07000000 5c6ec3f9 03000000 02000000 03000000010203
                0b000000 f00edee2 04000000 03000000 0100000001 020000000203
                10000000 82e6c52c 05000000 04000000 9c00000000000000 d3c16d48c759b0b7""";
        assertEquals(golden.replaceAll("\\s", ""), HexFormat.of().formatHex(bytes));
    }

    private static boolean isWhole(final UnsafeBuffer bytes, final int pieces) {
        final SnapshotCheck check = new SnapshotCheck(CLUSTER, 17, 2);
        for (int at = 0; at < bytes.capacity(); at += pieces) {
            check.take(bytes, at, Math.min(pieces, bytes.capacity() - at));
        }
        return check.isWhole();
    }

    @Test
    void piecesOfAnyLengthMakeTheSame() {
        final UnsafeBuffer bytes = snapshot();
        for (int pieces = 1; pieces <= bytes.capacity(); pieces++) {
            assertTrue(isWhole(bytes, pieces), "pieces of " + pieces);
        }
    }

    @Test
    void everyFlippedBitIsNoticed() {
        final UnsafeBuffer bytes = snapshot();
        for (int bit = 0; bit < bytes.capacity() * 8; bit++) {
            final byte sound = bytes.getByte(bit / 8);
            bytes.putByte(bit / 8, (byte) (sound ^ 1 << bit % 8));
            assertFalse(isWhole(bytes, 7), "bit " + bit);
            bytes.putByte(bit / 8, sound);
        }
    }

    @Test
    void blocksThatAreMissingDoubledOrSwappedAreNoticed() {
        final UnsafeBuffer bytes = snapshot();
        final SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 10_000; round++) {
            final UnsafeBuffer cut = new UnsafeBuffer(new byte[bytes.capacity()]);
            cut.putBytes(0, bytes, 0, bytes.capacity());
            final int from = random.nextInt(bytes.capacity());
            final int to = random.nextInt(bytes.capacity());
            final int length = random.nextInt(bytes.capacity() - Math.max(from, to)) + 1;
            cut.putBytes(to, bytes, from, length);
            final boolean isSame = cut.equals(bytes);
            assertEquals(isSame, isWhole(cut, 64), from + " " + to + " " + length);
        }
    }

    @Test
    void randomBytesAreNoSnapshotAndNeverThrow() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20_000; round++) {
            final byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertFalse(isWhole(new UnsafeBuffer(bytes), 1 + random.nextInt(50)));
        }
    }

    @Test
    void aRecordThatNoBlockCouldHoldIsRefused() {
        builder.begin(CLUSTER, 17, 2, 5);
        builder.section(SnapshotBlock.MACHINE);
        final UnsafeBuffer record = new UnsafeBuffer(new byte[(16 << 20) + 1]);
        builder.put(record, 0, 16 << 20);
        assertThrows(IllegalArgumentException.class, () -> builder.put(record, 0, (16 << 20) + 1));
    }
}
