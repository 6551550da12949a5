package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.load.Pipe;
import io.quorate.benchmarks.rig.SafetyViolation;
import io.quorate.client.QuorateClient;
import io.quorate.kv.KeyValue;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts of one key, which nobody else has, by a client with a session over the network: what is
 * offered becomes its value. Anything but a commit ends the measurement with an error. One thread.
 */
final class WritePipe implements Pipe, AutoCloseable {
    private static final int WINDOW_MAX = 1024;              // of a session
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Turning turning;
    private final QuorateClient client;
    private final byte[] name =
            ("bench-" + Long.toHexString(ThreadLocalRandom.current().nextLong()))
                    .getBytes(StandardCharsets.US_ASCII);
    private final UnsafeBuffer key = new UnsafeBuffer(name);
    private final UnsafeBuffer value = new UnsafeBuffer();
    private final UnsafeBuffer put;
    private long last = -1;                                  // the number that was put last
    private long completed;

    /** A way to whoever leads that cluster. */
    WritePipe(final RemoteCluster cluster, final int window, final int payload) {
        if (window > WINDOW_MAX) {
            throw new IllegalArgumentException("a session has a window of " + WINDOW_MAX
                    + ": window must not be " + window);
        }
        put = new UnsafeBuffer(ByteBuffer.allocateDirect(
                KeyValue.HEAD_LENGTH + key.capacity() + payload));
        client = RemoteCluster.connect(cluster.client().window(window).responseTimeout(SILENCE)
                .inline(this::onAnswer), cluster.members());
        turning = new Turning(client);
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        final long number = command.getLong(offset);
        value.wrap(command, offset, length);
        final boolean isTaken =
                client.offer(number, put, 0, KeyValue.writePut(put, 0, key, value));
        last = isTaken ? number : last;
        return isTaken;
    }

    private void onAnswer(final long number, final Outcome outcome, final long index,
            final DirectBuffer reply, final int offset, final int length) {
        if (outcome != Outcome.COMMITTED) {
            throw new IllegalStateException("command " + number + " was answered " + outcome
                    + " while it was measured");
        }
        completed++;
    }

    @Override
    public void turn() {
        turning.turn();
    }

    @Override
    public long completed() {
        return completed;
    }

    /**
     * When all that was offered is complete: reads it back.
     *
     * @throws SafetyViolation if another value is there than the one that was put last
     */
    void verify() {
        final Reply reply =
                turning.await(client.read(ReadLevel.LINEARIZABLE, KeyValue.get(name)));
        final long found = reply.bytes().length < 2 + Long.BYTES ? -1
                : new UnsafeBuffer(reply.bytes()).getLong(2);
        if (found != last) {
            throw new SafetyViolation("command " + last + " was answered as committed, and what is"
                    + " read after it is command " + found + " (-1 is none)");
        }
    }

    /** Removes the key, as well as may be. */
    @Override
    public void close() {
        try (client) {
            turning.await(client.submit(KeyValue.delete(name)));
        }
    }

    @Override
    public String toString() {
        return "puts to a cluster elsewhere";
    }
}
