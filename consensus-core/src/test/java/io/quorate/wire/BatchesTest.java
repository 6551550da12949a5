package io.quorate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Commands and answers that travel together. */
class BatchesTest {
    private static final int COMMANDS_AT = ClientRequest.bodyOffset();

    private static UnsafeBuffer frame(final Message message, final UnsafeBuffer body,
            final int length) {
        message.seal(length);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[message.fixedLength() + length]);
        frame.putBytes(0, message.buffer(), 0, message.fixedLength());
        frame.putBytes(message.fixedLength(), body, 0, length);
        return frame;
    }

    private static ClientRequest heard(final UnsafeBuffer run, final int length) {
        final ClientRequest said = ClientRequest.allocated().kind(ClientRequest.COMMANDS, 0)
                .body(run, 0, length);
        final UnsafeBuffer frame = frame(said, run, length);
        assertEquals(Message.Verdict.SOUND, Message.check(frame, 0, frame.capacity(), 0));
        final ClientRequest heard = new ClientRequest();
        heard.wrap(frame, 0, frame.capacity());
        return heard;
    }

    @Test
    void commandsOfAnyLengthAreReadAsTheyWereWritten() {
        final UnsafeBuffer run = new UnsafeBuffer(new byte[4096]);
        final UnsafeBuffer command = new UnsafeBuffer(new byte[64]);
        int length = 0;
        for (int bytes = 0; bytes < 40; bytes++) {
            command.setMemory(0, 64, (byte) bytes);
            assertEquals(length + CommandRun.lengthOf(bytes),
                    CommandRun.write(run, length, command, 0, bytes));
            length += CommandRun.lengthOf(bytes);
        }
        final ClientRequest heard = heard(run, length);
        assertTrue(heard.isSound());
        int at = COMMANDS_AT;
        for (int bytes = 0; bytes < 40; bytes++) {
            assertEquals(bytes, CommandRun.commandLength(heard.buffer(), at));
            for (int i = 0; i < bytes; i++) {
                assertEquals(bytes, heard.buffer().getByte(CommandRun.commandOffset(at) + i));
            }
            at = CommandRun.next(heard.buffer(), at);
        }
        assertEquals(heard.buffer().capacity(), at);
    }

    @Test
    void aRunOfWhatAreNotWholeCommandsIsNoRequest() {
        final UnsafeBuffer run = new UnsafeBuffer(new byte[64]);
        assertFalse(heard(run, 0).isSound(), "none at all");
        CommandRun.write(run, 0, new UnsafeBuffer(new byte[12]), 0, 12);
        assertTrue(heard(run, 16).isSound());
        assertFalse(heard(run, 20).isSound(), "something behind the last");
        for (final int length : List.of(-1, 13, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            run.putInt(0, length, java.nio.ByteOrder.LITTLE_ENDIAN);
            assertFalse(heard(run, 16).isSound(), "length " + length);
        }
        final SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 10_000; i++) {
            final byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            heard(new UnsafeBuffer(noise), noise.length).isSound();      // and never throws
        }
    }

    private static ClientReplies replies(final UnsafeBuffer body, final int length) {
        final ClientReplies said = ClientReplies.allocated();
        said.body(body, length);
        final UnsafeBuffer frame = frame(said, body, length);
        assertEquals(Message.Verdict.SOUND, Message.check(frame, 0, frame.capacity(), 0));
        final ClientReplies heard = new ClientReplies();
        heard.wrap(frame, 0, frame.capacity());
        return heard;
    }

    @Test
    void answersAreReadAsRepliesOneAfterTheOther() {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[4096]);
        final UnsafeBuffer reply = new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        int length = 0;
        for (int i = 0; i < 10; i++) {
            ClientReplies.write(body, length, 2, i, 100 + i, 200 + i, reply, i);
            length += ClientReplies.lengthOf(i);
        }
        final ClientReplies heard = replies(body, length);
        assertTrue(heard.isSound());
        final List<String> read = new ArrayList<>();
        final ClientReply record = new ClientReply();
        for (int at = heard.first(); heard.has(at); at = heard.next(at)) {
            heard.read(at, record);
            final byte[] bytes = new byte[record.bodyLength()];
            record.buffer().getBytes(ClientReply.bodyOffset(), bytes);
            assertEquals(bytes.length, bytes.length == 0 ? 0 : bytes[bytes.length - 1]);
            read.add(record.outcome() + " " + record.leaderId() + " " + record.correlation() + " "
                    + record.index() + " " + bytes.length);
        }
        assertEquals(10, read.size());
        assertEquals("2 0 100 200 0", read.get(0));
        assertEquals("2 9 109 209 9", read.get(9));
    }

    @Test
    void damagedAnswersAreNoAnswers() {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[64]);
        ClientReplies.write(body, 0, 2, 1, 100, 200, new UnsafeBuffer(new byte[8]), 8);
        assertTrue(replies(body, 40).isSound());
        assertFalse(replies(body, 0).isSound(), "none at all");
        assertFalse(replies(body, 44).isSound(), "something behind the last");
        for (final int length : List.of(-1, 9, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            body.putInt(24, length, java.nio.ByteOrder.LITTLE_ENDIAN);
            assertFalse(replies(body, 40).isSound(), "length " + length);
        }
        body.putInt(24, 8, java.nio.ByteOrder.LITTLE_ENDIAN);
        body.putInt(0, 0);
        assertFalse(replies(body, 40).isSound(), "no outcome");
    }
}
