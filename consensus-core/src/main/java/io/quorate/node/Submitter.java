package io.quorate.node;

import io.quorate.wire.ClientRequest;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * One submitter's end of a node: commands go in, and each that was accepted gets exactly one
 * answer.
 * <pre>
 *   submit ──► │ commands of all submitters │ ──► node's thread
 *   poll   ◄── │   answers to this one      │ ◄── node's thread
 * </pre>
 * A submitter has a window of commands that may be unanswered at a time, and its ring has room for
 * all their answers: none is ever lost, and the node never waits for a slow submitter. Nothing is
 * allocated. One thread at a time owns it.
 */
public final class Submitter implements AutoCloseable {
    private static final int MAX_RING_BYTES = 1 << 30;

    private final int seat;
    private final Seats seats;
    private final ManyToOneRingBuffer commands;
    private final OneToOneRingBuffer answers;
    private final int maxCommandLength;
    private final MessageHandler onRecord = this::onRecord;
    private final Answer answer = new Answer();
    private final UnsafeBuffer indeterminate = new UnsafeBuffer(new byte[Answer.LENGTH_FIXED]);
    private final long[] correlationIds;        // of what is unanswered, by slot
    private final boolean[] isTaken;
    private final int[] freeSlots;
    private final int[] charges;                // the node's side: bytes of each, by slot
    private int free;
    private AnswerHandler handler;
    private volatile boolean isClosed;

    Submitter(final int seat, final Seats seats, final ManyToOneRingBuffer commands,
            final IngressConfig config, final int window) {
        this.seat = seat;
        this.seats = seats;
        this.commands = commands;
        maxCommandLength = config.maxCommandLength();
        answers = new OneToOneRingBuffer(ring(window, config.replyCapacity()));
        correlationIds = new long[window];
        isTaken = new boolean[window];
        freeSlots = new int[window];
        charges = new int[window];
        for (int slot = window - 1; slot >= 0; slot--) {
            freeSlots[free++] = slot;
        }
    }

    /** Room for a window of answers, and for another while the first is still being handed over. */
    private static AtomicBuffer ring(final int window, final int maxReplyLength) {
        final int record = BitUtil.align(RecordDescriptor.HEADER_LENGTH + Answer.LENGTH_FIXED
                + maxReplyLength, RecordDescriptor.ALIGNMENT);
        final long bytes = Math.max(8L, 2L * window + 1) * record;
        if (window < 1 || bytes > MAX_RING_BYTES) {
            throw new IllegalArgumentException("a window must be 1 or more, and its answers must"
                    + " fit into 1 GiB: " + window + " of up to " + maxReplyLength + " bytes");
        }
        final int capacity = (int) BitUtil.findNextPositivePowerOfTwo(bytes);
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                capacity + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH));
    }

    /**
     * Hands a command to the node. Its bytes are taken before this returns.
     *
     * @param correlationId any number, repeated with the answer
     * @return {@link Outcome#ACCEPTED} if an answer will follow; else {@link Outcome#TOO_LARGE},
     *         {@link Outcome#STOPPED} or, with the window or the node's ring full,
     *         {@link Outcome#BACK_PRESSURED}
     * @throws IndexOutOfBoundsException if the command does not lie within its buffer
     */
    public Outcome submit(final long correlationId, final DirectBuffer command, final int offset,
            final int length) {
        command.boundsCheck(offset, length);             // what fails later would block the ring
        final int at = claim(length);
        if (at < 0) {
            return refusal(length);
        }
        Order.writePlain(commands.buffer(), at, take(correlationId));
        commands.buffer().putBytes(at + Order.HEAD_LENGTH, command, offset, length);
        commands.commit(at);
        return Outcome.ACCEPTED;
    }

    /**
     * Hands a query to the node, which answers it without an entry in the log. Its bytes are taken
     * before this returns. The answer is {@link Outcome#ANSWERED}; or {@link Outcome#NOT_LEADER} or
     * {@link Outcome#BACK_PRESSURED}, to be tried again; or {@link Outcome#UNSUPPORTED}.
     *
     * @param level         how current the answer must be
     * @param correlationId any number, repeated with the answer
     * @return as {@link #submit(long, DirectBuffer, int, int)} does
     * @throws IndexOutOfBoundsException if the query does not lie within its buffer
     */
    public Outcome read(final ReadLevel level, final long correlationId, final DirectBuffer query,
            final int offset, final int length) {
        query.boundsCheck(offset, length);
        final int at = claim(length);
        if (at < 0) {
            return refusal(length);
        }
        Order.writeRead(commands.buffer(), at, take(correlationId), level);
        commands.buffer().putBytes(at + Order.HEAD_LENGTH, query, offset, length);
        commands.commit(at);
        return Outcome.ACCEPTED;
    }

    /**
     * Hands a client's request to the node, such as a command of a session; else the same. What it
     * says of its sender and of a body is of no matter.
     */
    public Outcome submit(final ClientRequest request, final DirectBuffer body, final int offset,
            final int length) {
        body.boundsCheck(offset, length);
        final int at = claim(Order.bodyLength(request.kind(), length));
        if (at < 0) {
            return refusal(length);
        }
        Order.write(commands.buffer(), at, take(request.correlation()), request);
        if (request.kind() != ClientRequest.OPEN_SESSION) {
            commands.buffer().putBytes(at + Order.HEAD_LENGTH, body, offset, length);
        }
        commands.commit(at);
        return Outcome.ACCEPTED;
    }

    /** A place in the ring, or less than 0 if the {@link #refusal} tells why not. */
    private int claim(final int length) {
        return length > maxCommandLength || isOver() || free == 0 ? -1
                : commands.tryClaim(Seats.typeOf(seat), Order.HEAD_LENGTH + length);
    }

    private boolean isOver() {
        return isClosed || seats.isStopped();
    }

    private Outcome refusal(final int length) {
        return length > maxCommandLength ? Outcome.TOO_LARGE
                : isOver() ? Outcome.STOPPED : Outcome.BACK_PRESSURED;
    }

    private int take(final long correlationId) {
        final int slot = freeSlots[--free];
        correlationIds[slot] = correlationId;
        isTaken[slot] = true;
        return slot;
    }

    /**
     * Hands over answers that have come. Once the node has stopped, what it left unanswered is
     * {@link Outcome#INDETERMINATE}.
     *
     * @param limit answers at most
     * @return how many there were
     */
    public int poll(final AnswerHandler handler, final int limit) {
        this.handler = handler;
        final boolean isStopped = seats.isStopped();     // before the ring: no answer comes after
        final int polled = answers.read(onRecord, Math.min(limit, correlationIds.length));
        return isStopped && answers.size() == 0 ? polled + abandon(limit - polled) : polled;
    }

    private void onRecord(final int code, final MutableDirectBuffer buffer, final int offset,
            final int length) {
        answer.wrap(Outcome.ofCode(code), buffer, offset, length);
        handOver(answer.slot());
    }

    private int abandon(final int limit) {
        int count = 0;
        for (int slot = 0; slot < isTaken.length && count < limit; slot++) {
            if (isTaken[slot]) {
                Answer.write(indeterminate, 0, slot, 0, 0);
                answer.wrap(Outcome.INDETERMINATE, indeterminate, 0, Answer.LENGTH_FIXED);
                handOver(slot);
                count++;
            }
        }
        return count;
    }

    private void handOver(final int slot) {
        answer.correlationId(correlationIds[slot]);
        isTaken[slot] = false;
        freeSlots[free++] = slot;
        handler.onAnswer(answer);
    }

    /** Commands that were accepted and not yet answered. */
    public int unanswered() {
        return freeSlots.length - free;
    }

    /** The longest command, in bytes. */
    public int maxCommandLength() {
        return maxCommandLength;
    }

    /** Gives the seat up; answers still to come go nowhere. Idempotent. */
    @Override
    public void close() {
        isClosed = true;
    }

    int seat() {
        return seat;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** The node's side: the command of that slot holds so many bytes. */
    void charge(final int slot, final int bytes) {
        charges[slot] = bytes;
    }

    /** The node's side: it holds none any more; returns how many there were. */
    int discharge(final int slot) {
        final int bytes = charges[slot];
        charges[slot] = 0;
        return bytes;
    }

    /** The node's side: room is certain, as the window was paid for. */
    void answer(final int slot, final Outcome outcome, final int leaderId, final long index,
            final DirectBuffer reply, final int replyLength) {
        final int at = answers.tryClaim(outcome.code(), Answer.LENGTH_FIXED + replyLength);
        if (at < 0) {
            throw new IllegalStateException("no room for an answer that was promised it");
        }
        Answer.write(answers.buffer(), at, slot, leaderId, index);
        if (replyLength > 0) {
            answers.buffer().putBytes(at + Answer.LENGTH_FIXED, reply, 0, replyLength);
        }
        answers.commit(at);
    }
}
