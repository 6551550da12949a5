package io.quorate.storage.segment;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bytes of a batch's header, which every log on disk rests on. */
class BatchTest {
    private static final int AT = 8;

    private final UnsafeBuffer memory = new UnsafeBuffer(new byte[128]);
    private final UnsafeBuffer batch = new UnsafeBuffer(memory, AT, 128 - AT);

    @Test
    void theLayoutIsFixed() {
        Batch.seal(batch, AT, 3, 0x1122_3344_5566_7788L, 10, 12, 4, 7);
        memory.putInt(AT + Batch.LENGTH, 64, LITTLE_ENDIAN);
        final byte[] header = new byte[Batch.HEADER_LENGTH];
        memory.getBytes(AT, header);
        assertEquals("40000000" + "3c1ace9e" + "03000000" + "08000000" + "8877665544332211"
                + "0a00000000000000" + "0c00000000000000" + "0400000000000000"
                + "0700000000000000", HexFormat.of().formatHex(header));
    }

    @Test
    void aBatchBelongsToOnePlaceOnly() {
        Batch.seal(batch, AT, 3, 4711, 10, 12, 4, 7);
        assertTrue(Batch.claims(memory, AT));
        assertTrue(Batch.isOf(memory, AT, 3, 4711));
        assertFalse(Batch.isOf(memory, AT, 2, 4711));
        assertFalse(Batch.isOf(memory, AT, 3, 4712));
        memory.putBytes(AT + 16, memory, AT, Batch.HEADER_LENGTH);
        assertFalse(Batch.claims(memory, AT + 16));
    }

    @Test
    void aLengthIsBelievedOnlyInsideTheMemory() {
        for (final int length : new int[] {Integer.MIN_VALUE, -1, 0, 55, 121, Integer.MAX_VALUE}) {
            memory.putInt(AT + Batch.LENGTH, length, LITTLE_ENDIAN);
            assertEquals(-1, Batch.end(memory, AT), "length " + length);
        }
        memory.putInt(AT + Batch.LENGTH, 120, LITTLE_ENDIAN);
        assertEquals(128, Batch.end(memory, AT));
    }

    @Test
    void noPositionMakesTheCheckStumble() {
        for (int at = -200; at < 200; at++) {
            assertFalse(Batch.claims(memory, at) && at < 0);
        }
        assertFalse(Batch.claims(memory, Integer.MAX_VALUE));
    }
}
