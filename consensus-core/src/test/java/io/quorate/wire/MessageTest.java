package io.quorate.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.wire.Message.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts, byte by byte, and what happens to frames that are not ours. */
class MessageTest {
    private static final long CLUSTER = 0x0102030405060708L;
    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    record Golden(String name, Supplier<Message> message, String hex) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> goldens() {
        return Stream.concat(goldensOfVotesAndEntries(), goldensOfTheRest());
    }

    private static Stream<Golden> goldensOfVotesAndEntries() {
        return Stream.of(
                new Golden("RequestVote", () -> spoken(RequestVote.allocated().preVote(true)
                        .term(3).last(17, 2).campaign(5).identity(9)), """
                                48000000 01 01 0100 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000 0200000000000000 0500000000000000
                                0900000000000000"""),
                new Golden("RequestVote by transfer", () -> spoken(RequestVote.allocated()
                        .transfer(true).term(3).last(17, 2).campaign(5).identity(9)), """
                                48000000 01 01 0200 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000 0200000000000000 0500000000000000
                                0900000000000000"""),
                new Golden("VoteReply", () -> spoken(VoteReply.allocated().granted(true)
                        .term(3).campaign(5).remainingNs(7).identity(9)), """
                                40000000 01 02 0200 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 0500000000000000 0700000000000000
                                0900000000000000"""),
                new Golden("AppendEntries", () -> spoken(AppendEntries.allocated().term(3)
                        .prev(17, 2).commitIndex(16).round(5).promiseNs(6)), """
                                50000000 01 03 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000 0200000000000000 1000000000000000
                                0500000000000000 0600000000000000"""),
                new Golden("AppendReply", () -> spoken(AppendReply.allocated().term(3)
                        .match(16, 17).round(5).rejected(20, 18, 2).identity(9)), """
                                60000000 01 04 0100 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1000000000000000 1100000000000000 0500000000000000
                                1400000000000000 1200000000000000 0200000000000000
                                0900000000000000"""));
    }

    private static Stream<Golden> goldensOfTheRest() {
        return Stream.of(
                new Golden("InstallSnapshot", () -> spoken(InstallSnapshot.allocated().term(3)
                        .last(17, 2).content(300, 8).offset(256).round(5).promiseNs(6)
                        .body(new UnsafeBuffer("123456789".getBytes(US_ASCII)), 0, 9)), """
                                68000000 01 05 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000 0200000000000000 2c01000000000000
                                0800000000000000 0001000000000000 0500000000000000 0600000000000000
                                839206e300000000"""),
                new Golden("SnapshotReply", () -> spoken(SnapshotReply.allocated().term(3)
                        .snapshot(17, 8).needed(256, true).round(5).identity(9)), """
                                50000000 01 06 0100 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000 0800000000000000 0001000000000000
                                0500000000000000 0900000000000000"""),
                new Golden("TimeoutNow", () -> spoken(TimeoutNow.allocated().term(3)
                        .lastIndex(17)), """
                                30000000 01 07 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 1100000000000000"""),
                new Golden("ReadRequest", () -> spoken(ReadRequest.allocated().term(3).number(5)
                        .byLease(true)), """
                                30000000 01 08 0100 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 0500000000000000"""),
                new Golden("ReadReply", () -> spoken(ReadReply.allocated().term(3).number(5)
                        .readIndex(17)), """
                                38000000 01 09 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 0500000000000000 1100000000000000"""),
                new Golden("Check", () -> spoken(Check.allocated().term(3).number(5)
                        .ofFollower(true)), """
                                30000000 01 0c 0100 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 0500000000000000"""),
                new Golden("CheckReply", () -> spoken(CheckReply.allocated().term(3).to(5, false)
                        .good(true).unhealthy(true)), """
                                30000000 01 0d 0600 00000000 02000000 04000000 CRC 0807060504030201
                                0300000000000000 0500000000000000"""),
                new Golden("ClientRequest", () -> spoken(ClientRequest.allocated()
                        .term(6).kind(ClientRequest.READ, 1).correlation(3).session(17).seq(5, 4)
                        .body(NOTHING, 0, 0)), """
                                58000000 01 0a 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0600000000000000 03000000 01000000 0300000000000000
                                1100000000000000 0500000000000000 0400000000000000
                                00000000 00000000"""),
                new Golden("ClientReply", () -> spoken(ClientReply.allocated().outcome(2, 3)
                        .correlation(5).index(17).body(NOTHING, 0, 0)), """
                                48000000 01 0b 0000 00000000 02000000 04000000 CRC 0807060504030201
                                0000000000000000 02000000 03000000 0500000000000000 1100000000000000
                                00000000 00000000"""),
                new Golden("ClientReplies", () -> spoken(ClientReplies.allocated()), """
                        28000000 01 0e 0000 00000000 02000000 04000000 CRC 0807060504030201
                        00000000 00000000"""));
    }

    private static Message spoken(final Message message) {
        message.speaker(CLUSTER, 2, 4);
        message.seal(0);
        return message;
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void eachMessageIsLaidOutAsItsPictureSays(final Golden golden) {
        final UnsafeBuffer frame = frame(golden);
        final String crc = hex(frame, 20, 4);
        assertEquals(golden.hex().replaceAll("\\s", "").replace("CRC", crc),
                hex(frame, 0, frame.capacity()));
        assertEquals(Verdict.SOUND, Message.check(frame, 0, frame.capacity(), CLUSTER));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyFlippedBitIsNoticed(final Golden golden) {
        final UnsafeBuffer frame = frame(golden);
        for (int bit = 0; bit < frame.capacity() * 8; bit++) {
            final byte sound = frame.getByte(bit / 8);
            frame.putByte(bit / 8, (byte) (sound ^ 1 << bit % 8));
            final int flipped = bit;
            assertFalse(Message.check(frame, 0, frame.capacity(), CLUSTER) == Verdict.SOUND,
                    () -> "bit " + flipped);
            frame.putByte(bit / 8, sound);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aFrameOfAnyOtherLengthIsMalformed(final Golden golden) {
        final UnsafeBuffer frame = frame(golden);
        final byte[] longer = Arrays.copyOf(frame.byteArray(), frame.capacity() + 64);
        for (int length = -1; length <= longer.length; length++) {
            if (length != frame.capacity()) {
                assertEquals(Verdict.MALFORMED,
                        Message.check(new UnsafeBuffer(longer), 0, length, CLUSTER));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 79, 81, 1 << 30, Integer.MAX_VALUE})
    void aHostileLengthIsRefusedBeforeAnyUse(final int length) {
        final UnsafeBuffer frame = frame(goldens()
                .filter(golden -> golden.name().equals("AppendEntries")).findFirst().orElseThrow());
        frame.putInt(0, length, java.nio.ByteOrder.LITTLE_ENDIAN);
        assertEquals(Verdict.MALFORMED, Message.check(frame, 0, frame.capacity(), CLUSTER));
        assertEquals(Verdict.MALFORMED, Message.check(frame, 0, length == 80 ? 0 : length,
                CLUSTER));
        assertEquals(Verdict.MALFORMED, Message.check(frame, length, 80, CLUSTER));
    }

    @Test
    void anotherVersionOrClusterIsToldApart() {
        final UnsafeBuffer frame = frame(goldens().toList().get(0));
        assertEquals(Verdict.WRONG_CLUSTER, Message.check(frame, 0, frame.capacity(), 1));
        frame.putByte(4, (byte) 2);
        assertEquals(Verdict.UNKNOWN_VERSION,
                Message.check(frame, 0, frame.capacity(), CLUSTER));
    }

    @Test
    void randomBytesAreNeverSoundAndNeverThrow() {
        final SplittableRandom random = new SplittableRandom(1);
        final byte[] bytes = new byte[128];
        for (int round = 0; round < 200_000; round++) {
            random.nextBytes(bytes);
            bytes[4] = Message.VERSION;
            bytes[5] = (byte) random.nextInt(16);
            final int length = random.nextInt(129);
            new UnsafeBuffer(bytes).putInt(0, length, java.nio.ByteOrder.LITTLE_ENDIAN);
            assertFalse(Message.check(new UnsafeBuffer(bytes), 0, length, CLUSTER)
                    == Verdict.SOUND);
        }
    }

    // ---- entry frames --------------------------------------------------------------------------

    @Test
    void anEntryIsLaidOutAsItsPictureSays() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[48]);
        buffer.setMemory(0, 48, (byte) 0xff);
        final int length = EntryFrame.write(buffer, 0, 258, 3, EntryType.COMMAND,
                new UnsafeBuffer(new byte[] {1, 2, 3}), 0, 3);
        assertEquals(40, length);
        assertEquals("03000000" + hex(buffer, 4, 4) + "0201000000000000" + "0300000000000000"
                + "02000000" + "00000000" + "0102030000000000", hex(buffer, 0, 40));
        assertEquals(40, EntryFrame.check(buffer, 0, 48));
    }

    @Test
    void everyDamageToAnEntryIsNoticedAndNoLengthIsTrusted() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        EntryFrame.write(buffer, 8, 258, 3, EntryType.COMMAND, new UnsafeBuffer(new byte[16]), 0,
                16);
        for (int bit = 8 * 8; bit < 56 * 8; bit++) {
            final byte sound = buffer.getByte(bit / 8);
            buffer.putByte(bit / 8, (byte) (sound ^ 1 << bit % 8));
            assertEquals(-1, EntryFrame.check(buffer, 8, 64), "bit " + bit);
            buffer.putByte(bit / 8, sound);
        }
        for (final int limit : List.of(-1, 0, 8, 20, 39, 40, 55, 65, Integer.MAX_VALUE)) {
            assertEquals(-1, EntryFrame.check(buffer, 8, limit), "limit " + limit);
        }
        assertEquals(-1, EntryFrame.check(buffer, -8, 64));
        assertEquals(48, EntryFrame.check(buffer, 8, 56));
    }

    @Test
    void theChecksumIsTheSameOnAndOffTheHeap() {
        final byte[] digits = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        final UnsafeBuffer direct = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(9));
        direct.putBytes(0, digits);
        assertEquals(0xe3069283, Crc32c.of(new UnsafeBuffer(digits), 0, 9));   // RFC 3720 B.4
        assertEquals(0xe3069283, Crc32c.of(direct, 0, 9));
        assertTrue(Crc32c.of(direct, 0, 9) == Crc32c.of(direct, 0, 4, 4, 5));
    }

    @Test
    void theBodyOfAClientsWordIsVouchedForToo() {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[] {1, 2, 3});
        final ClientRequest request = ClientRequest.allocated().kind(ClientRequest.COMMAND, 0)
                .session(17).seq(5, 4).body(body, 0, 3);
        final ClientReply reply = ClientReply.allocated().outcome(2, 0).body(body, 0, 3);
        for (int bit = -1; bit < 24; bit++) {
            final UnsafeBuffer frame = whole(request, body, bit);
            request.wrap(frame, 0, frame.capacity());
            assertEquals(bit < 0, request.isSound(), "bit " + bit);
            request.wrap(new UnsafeBuffer(frame.byteArray().clone()), 0, 88);
            final UnsafeBuffer replied = whole(reply, body, bit);
            reply.wrap(replied, 0, replied.capacity());
            assertEquals(bit < 0, reply.isSound(), "bit " + bit);
            reply.wrap(new UnsafeBuffer(replied.byteArray().clone()), 0, 72);
        }
    }

    private static UnsafeBuffer whole(final Message message, final UnsafeBuffer body,
            final int flipped) {
        message.seal(body.capacity());
        final UnsafeBuffer frame = new UnsafeBuffer(
                new byte[message.fixedLength() + body.capacity()]);
        frame.putBytes(0, message.buffer(), 0, message.fixedLength());
        frame.putBytes(message.fixedLength(), body, 0, body.capacity());
        if (flipped >= 0) {
            final int at = message.fixedLength() + flipped / 8;
            frame.putByte(at, (byte) (frame.getByte(at) ^ 1 << flipped % 8));
        }
        return frame;
    }

    @Test
    void aSessionsEntryIsLaidOutAsItsPictureSays() {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[SessionEntry.OPEN_LENGTH]);
        SessionEntry.write(payload, 0, 2, 3, 4);
        SessionEntry.writeLimits(payload, 0, 5, 6, 7);
        SessionEntry.stamp(payload, 0, 1);
        assertEquals("0100000000000000" + "0200000000000000" + "0300000000000000"
                + "0400000000000000" + "05000000" + "06000000" + "0700000000000000",
                hex(payload, 0, payload.capacity()));
    }

    private static UnsafeBuffer frame(final Golden golden) {
        final Message message = golden.message().get();
        final byte[] bytes = new byte[message.fixedLength()];
        message.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static String hex(final UnsafeBuffer buffer, final int from, final int length) {
        final StringBuilder text = new StringBuilder();
        for (int i = from; i < from + length; i++) {
            text.append(String.format("%02x", buffer.getByte(i)));
        }
        return text.toString();
    }
}
