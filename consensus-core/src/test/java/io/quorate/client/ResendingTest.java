package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import io.quorate.wire.CommandRun;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client in virtual time, before a member that refuses some commands and never hears others. */
class ResendingTest {
    private static final long MS = 1_000_000;
    private static final int BODY = ClientReply.bodyOffset();
    private static final int COMMANDS = 2_000;
    private static final int WINDOW = 256;
    private static final long WORK_NS = MS / 10;

    private record Word(long atNs, long number, long correlation, Outcome outcome) {
    }

    /** Refuses at once; executes one after the other, in the order of a session. */
    private final class Member implements Channel {
        private final SplittableRandom random;
        private final double refused;
        private final double lost;
        private final int runCapacity;
        private final PriorityQueue<Word> replies = new PriorityQueue<>((a, b) ->
                a.atNs != b.atNs ? Long.compare(a.atNs, b.atNs) : Long.compare(a.number, b.number));
        private final List<Integer> executed = new ArrayList<>();
        private long replied;
        private long idleNs;
        private int sent;
        private int amiss;
        private int together;

        Member(final SplittableRandom random, final double refused, final double lost,
                final int runCapacity) {
            this.runCapacity = runCapacity;
            this.random = random;
            this.refused = refused;
            this.lost = lost;
        }

        @Override
        public boolean send(final int member, final ClientRequest request,
                final DirectBuffer body, final int offset, final int length) {
            if (request.kind() == ClientRequest.OPEN_SESSION) {
                reply(0, request.correlation(), Outcome.COMMITTED);
                return true;
            }
            if (request.kind() == ClientRequest.COMMAND) {
                hear(request.correlation(), request.seq());
                return true;
            }
            final int end = offset + length;
            int nth = 0;
            for (int at = offset; at < end; at = CommandRun.next(body, at)) {
                hear(request.correlation() + nth, request.seq() + nth);
                nth++;
            }
            together += nth > 1 ? 1 : 0;
            return true;
        }

        @Override
        public int runCapacity() {
            return runCapacity;
        }

        private void hear(final long correlation, final long seq) {
            sent++;
            final double chance = random.nextDouble();
            amiss += chance < refused + lost ? 1 : 0;
            if (chance < refused) {
                reply(0, correlation, Outcome.BACK_PRESSURED);
            } else if (chance >= refused + lost) {
                idleNs = Math.max(idleNs, nowNs) + WORK_NS;
                reply(idleNs - nowNs, correlation, execute((int) seq));
            }
        }

        private Outcome execute(final int seq) {
            if (seq > executed.size() + 1) {
                return Outcome.OUT_OF_SEQUENCE;
            }
            if (seq == executed.size() + 1) {
                executed.add(seq);
            }
            return Outcome.COMMITTED;
        }

        private void reply(final long afterNs, final long correlation, final Outcome outcome) {
            replies.add(new Word(nowNs + afterNs, replied++, correlation, outcome));
        }

        @Override
        public int poll(final ReplyHandler handler) {
            int count = 0;
            for (; !replies.isEmpty() && replies.peek().atNs <= nowNs; count++) {
                handler.onReply(frame(replies.remove()));
            }
            return count;
        }

        private ClientReply frame(final Word word) {
            final ClientReply head = ClientReply.allocated().outcome(word.outcome.code(), 1)
                    .correlation(word.correlation).index(17);
            final UnsafeBuffer frame = new UnsafeBuffer(new byte[BODY + 12]);
            frame.putBytes(0, head.buffer(), 0, BODY);
            frame.putLong(BODY, 60_000, ByteOrder.LITTLE_ENDIAN);
            frame.putInt(BODY + 8, WINDOW, ByteOrder.LITTLE_ENDIAN);
            final ClientReply reply = new ClientReply();
            reply.wrap(frame, 0, frame.capacity());
            return reply;
        }

        @Override
        public void close() {
            replies.clear();
        }
    }

    private long nowNs;
    private int answered;

    @ParameterizedTest
    @CsvSource({
        // refused, lost, bytes of a run, windows that are sent again for each amiss, at most
        "0,      0,      0,    0",
        "0.001,  0,      0,    1",
        "0,      0.001,  0,    1",
        "0.02,   0,      0,    1",
        "0.01,   0.01,   0,    1",
        "0.5,    0,      0,    1",
        "0,      0,      80,   0",
        "0.001,  0,      80,   1",
        "0,      0.001,  80,   1",
        "0.01,   0.01,   1600, 1",
        "0.5,    0,      1600, 1"})
    void everyCommandIsExecutedOnceAndInOrderAndAWindowIsSentAgainOnceAtMost(final double refused,
            final double lost, final int runCapacity, final double windows) {
        for (int seed = 1; seed <= 10; seed++) {
            final Member member = new Member(new SplittableRandom(seed), refused, lost,
                    runCapacity);
            final Conversation client = new Conversation(member, new ClientSettings(7,
                    Map.of(1, ""), "", Map.of(), WINDOW, 30_000 * MS, 1_000 * MS, MS,
                    Duration.ofMinutes(1).toNanos(), Duration.ofMinutes(30).toNanos(), true),
                    nowNs);
            run(client);
            assertEquals(runCapacity > 0, member.together > 0);
            assertEquals(IntStream.rangeClosed(1, COMMANDS).boxed().toList(), member.executed);
            final double again = (double) (member.sent - COMMANDS) / WINDOW;
            assertTrue(again <= windows * member.amiss, again + " windows were sent again with "
                    + member.amiss + " amiss, seed " + seed);
        }
    }

    private void run(final Conversation client) {
        answered = 0;
        final long endNs = nowNs + 3_600_000 * MS;
        for (int submitted = 0; answered < COMMANDS; nowNs += MS / 10) {
            assertTrue(nowNs < endNs, answered + " were answered in an hour");
            for (; submitted < COMMANDS && client.unanswered() < WINDOW; submitted++) {
                client.take(new Call(ClientRequest.COMMAND, 0, new byte[1], Long.MAX_VALUE,
                        (call, outcome, index, leader, reply, at, length) -> {
                            assertEquals(Outcome.COMMITTED, outcome);
                            answered++;
                        }));
            }
            client.doWork(nowNs);
        }
    }
}
