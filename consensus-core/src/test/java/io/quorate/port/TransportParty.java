package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.Await;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Crc32c;
import io.quorate.wire.Message;
import io.quorate.wire.MessageType;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Members 1 to 3 talking over the transport under test, on one thread. Every word carries its
 * number on its {@link Line}, and every body its checksum; both are checked as they are heard.
 */
final class TransportParty {
    private static final int MEMBERS = 3;
    private static final int POLL_LIMIT = 100;
    private static final long CLUSTER_ID = 77;
    private static final long PATIENCE_NS = Await.PATIENCE.toNanos();

    private final IntFunction<Transport> opening;
    private final Transport[] transports = new Transport[MEMBERS + 1];
    private final Transport.FrameHandler[] ears = new Transport.FrameHandler[MEMBERS + 1];
    private final Line[][] controlLines = lines();
    private final Line[][] bulkLines = lines();
    private final AppendReply control = AppendReply.allocated();
    private final AppendEntries bulk = AppendEntries.allocated();
    private final AppendReply controlIn = new AppendReply();
    private final AppendEntries bulkIn = new AppendEntries();
    private final UnsafeBuffer noise = new UnsafeBuffer(new byte[2 << 20]);
    private int framesHeard;

    /** What was said and heard on one lane from one member to one other. */
    private static final class Line {
        private long said;
        private long heard;
        private boolean mayLose = true;   // until both ends have met

        void hear(final long number) {
            final boolean isNext = mayLose ? number > heard : number == heard + 1;
            if (!isNext) {
                throw new AssertionError("after word " + heard + " came word " + number);
            }
            heard = number;
        }
    }

    TransportParty(final IntFunction<Transport> opening) {
        this.opening = opening;
        new Random(42).nextBytes(noise.byteArray());
        Arrays.setAll(ears, member -> (buffer, offset, length) ->
                hear(member, buffer, offset, length));
    }

    private static Line[][] lines() {
        final Line[][] lines = new Line[MEMBERS + 1][MEMBERS + 1];
        for (final Line[] row : lines) {
            Arrays.setAll(row, to -> new Line());
        }
        return lines;
    }

    TransportParty open(final int... members) {
        for (final int member : members) {
            transports[member] = opening.apply(member);
            for (int other = 1; other <= MEMBERS; other++) {
                mayLose(member, other, true);
                mayLose(other, member, true);
                controlLines[other][member].heard = 0;   // a fresh life has heard nothing
                bulkLines[other][member].heard = 0;
            }
        }
        return this;
    }

    /** What is said between the two may be lost, until they meet again. */
    void mayLose(final int one, final int other) {
        mayLose(one, other, true);
        mayLose(other, one, true);
    }

    private void mayLose(final int from, final int to, final boolean mayLose) {
        controlLines[from][to].mayLose = mayLose;
        bulkLines[from][to].mayLose = mayLose;
    }

    Transport transport(final int member) {
        return transports[member];
    }

    void close(final int member) {
        transports[member].close();
        transports[member] = null;
    }

    void closeAll() {
        for (int member = 1; member <= MEMBERS; member++) {
            if (transports[member] != null) {
                close(member);
            }
        }
    }

    /**
     * Everybody speaks to everybody until all are heard; from then on nothing may be lost. Twice,
     * as hearing a fresh life may be what makes a member find a way to it.
     */
    void meet() {
        for (int i = 0; i < 2; i++) {
            forEachPair(this::meet);
        }
        forEachPair((from, to) -> mayLose(from, to, false));
        awaitAllHeard();
    }

    private void forEachPair(final BiConsumer<Integer, Integer> action) {
        for (int from = 1; from <= MEMBERS; from++) {
            for (int to = 1; to <= MEMBERS; to++) {
                if (from != to && transports[from] != null && transports[to] != null) {
                    action.accept(from, to);
                }
            }
        }
    }

    private void meet(final int from, final int to) {
        final Line controlLine = controlLines[from][to];
        final Line bulkLine = bulkLines[from][to];
        final long controlBefore = controlLine.said;
        final long bulkBefore = bulkLine.said;
        await(from + " to be heard by " + to, () -> {
            trySayControl(from, to);
            trySayBulk(from, to, 10);
            return controlLine.heard > controlBefore && bulkLine.heard > bulkBefore;
        });
    }

    boolean trySayControl(final int from, final int to) {
        final Line line = controlLines[from][to];
        control.speaker(CLUSTER_ID, from, 1);
        control.round(line.said + 1);
        final boolean taken = transports[from].send(to, control);
        line.said += taken ? 1 : 0;
        return taken;
    }

    boolean trySayBulk(final int from, final int to, final int length) {
        final Line line = bulkLines[from][to];
        final int offset = (int) (line.said % 999);
        bulk.speaker(CLUSTER_ID, from, 1);
        bulk.round(line.said + 1).prev(Crc32c.of(noise, offset, length), length);
        final boolean taken = transports[from].send(to, bulk, noise, offset, length);
        line.said += taken ? 1 : 0;
        return taken;
    }

    void sayControl(final int from, final int to) {
        final long startNs = System.nanoTime();
        while (!trySayControl(from, to)) {
            pollAll();
            checkPatience(startNs, "the control lane to take a frame");
        }
    }

    void sayBulk(final int from, final int to, final int length) {
        final long startNs = System.nanoTime();
        while (!trySayBulk(from, to, length)) {
            pollAll();
            checkPatience(startNs, "the bulk lane to take a frame");
        }
    }

    /** Speaks, while nobody listens, until a frame is refused. */
    void fillBulk(final int from, final int to, final int length) {
        final long startNs = System.nanoTime();
        while (trySayBulk(from, to, length)) {
            checkPatience(startNs, "the bulk lane to be full");
        }
    }

    /** Says a word on each lane there and back, so often. Allocates nothing of its own. */
    void exchange(final int one, final int other, final int times) {
        for (int i = 0; i < times; i++) {
            sayControl(one, other);
            sayBulk(one, other, 100);
            hearOut(one, other);
            sayControl(other, one);
            sayBulk(other, one, 100);
            hearOut(other, one);
        }
    }

    private void hearOut(final int from, final int to) {
        final long startNs = System.nanoTime();
        while (!isAllHeard(from, to)) {
            pollAll();
            checkPatience(startNs, "an exchange to go on");
        }
    }

    /** Returns how many frames were heard. */
    int poll(final int member, final int limit) {
        framesHeard = 0;
        transports[member].poll(ears[member], limit);
        return framesHeard;
    }

    void poll(final int member) {
        poll(member, POLL_LIMIT);
    }

    void pollAll() {
        for (int member = 1; member <= MEMBERS; member++) {
            if (transports[member] != null) {
                poll(member);
            }
        }
    }

    /** Lets everybody listen until the condition holds. */
    void await(final String what, final BooleanSupplier condition) {
        final long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            pollAll();
            checkPatience(startNs, what);
        }
    }

    private static void checkPatience(final long startNs, final String what) {
        if (System.nanoTime() - startNs > PATIENCE_NS) {
            throw new AssertionError("waited in vain for " + what);
        }
    }

    void awaitAllHeard() {
        for (int member = 1; member <= MEMBERS; member++) {
            if (transports[member] != null) {
                awaitAllHeard(member);
            }
        }
    }

    void awaitAllHeard(final int to) {
        await("member " + to + " to hear everything", () -> isAllHeard(to));
    }

    boolean isAllHeard(final int to) {
        return isAllHeard(1, to) && isAllHeard(2, to) && isAllHeard(3, to);
    }

    private boolean isAllHeard(final int from, final int to) {
        final Line controlLine = controlLines[from][to];
        final Line bulkLine = bulkLines[from][to];
        return controlLine.heard == controlLine.said && bulkLine.heard == bulkLine.said;
    }

    private void hear(final int to, final DirectBuffer buffer, final int offset,
            final int length) {
        framesHeard++;
        assertEquals(Message.Verdict.SOUND, Message.check(buffer, offset, length, CLUSTER_ID));
        if (Message.typeOf(buffer, offset) == MessageType.APPEND_REPLY) {
            controlIn.wrap(buffer, offset, length);
            controlLines[controlIn.from()][to].hear(controlIn.round());
        } else {
            bulkIn.wrap(buffer, offset, length);
            bulkLines[bulkIn.from()][to].hear(bulkIn.round());
            final int bodyLength = bulkIn.bodyLength();
            assertEquals(bulkIn.prevTerm(), bodyLength);
            assertEquals((int) bulkIn.prevIndex(),
                    Crc32c.of(buffer, offset + bulkIn.fixedLength(), bodyLength));
        }
    }
}
