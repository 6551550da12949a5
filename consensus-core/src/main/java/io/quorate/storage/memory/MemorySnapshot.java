package io.quorate.storage.memory;

import io.quorate.port.Snapshot;
import io.quorate.port.SnapshotWriter;
import io.quorate.wire.SnapshotCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A snapshot in chunks of memory, while it is written and after. */
public final class MemorySnapshot implements Snapshot, SnapshotWriter {
    private static final int CHUNK_BYTES = 64 << 10;

    private final long lastIndex;
    private final long lastTerm;
    private final SnapshotCheck check;
    private final Consumer<MemorySnapshot> onFinished;
    private final List<UnsafeBuffer> chunks = new ArrayList<>();
    private State state = State.WRITING;

    /**
     * An empty one.
     *
     * @param onFinished told when it is whole and sound
     */
    public MemorySnapshot(final long clusterId, final long lastIndex, final long lastTerm,
            final Consumer<MemorySnapshot> onFinished) {
        this.lastIndex = lastIndex;
        this.lastTerm = lastTerm;
        this.onFinished = onFinished;
        check = new SnapshotCheck(clusterId, lastIndex, lastTerm);
    }

    @Override
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public long lastTerm() {
        return lastTerm;
    }

    @Override
    public long length() {
        return check.length();
    }

    @Override
    public long digest() {
        return check.digest();
    }

    @Override
    public void read(final long position, final MutableDirectBuffer to, final int offset,
            final int length) {
        long from = position;
        int at = offset;
        while (at < offset + length) {
            final UnsafeBuffer chunk = chunks.get((int) (from / CHUNK_BYTES));
            final int within = (int) (from % CHUNK_BYTES);
            final int count = Math.min(CHUNK_BYTES - within, offset + length - at);
            to.putBytes(at, chunk, within, count);
            at += count;
            from += count;
        }
    }

    /** It stays as long as anybody knows it. */
    @Override
    public void retain() {
        // the heap sees to it
    }

    @Override
    public void release() {
        // the heap sees to it
    }

    @Override
    public int offer(final DirectBuffer bytes, final int offset, final int length) {
        if (state != State.WRITING) {
            return length;
        }
        long to = check.length();
        int at = offset;
        while (at < offset + length) {
            final int within = (int) (to % CHUNK_BYTES);
            if (within == 0) {
                chunks.add(new UnsafeBuffer(new byte[CHUNK_BYTES]));
            }
            final int count = Math.min(CHUNK_BYTES - within, offset + length - at);
            chunks.get(chunks.size() - 1).putBytes(within, bytes, at, count);
            at += count;
            to += count;
        }
        state = check.take(bytes, offset, length) ? state : State.DAMAGED;
        return length;
    }

    @Override
    public long written() {
        return check.length();
    }

    @Override
    public void finish() {
        if (state == State.WRITING) {
            state = check.isWhole() ? State.DURABLE : State.DAMAGED;
        }
        if (state == State.DURABLE) {
            onFinished.accept(this);
        }
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void abandon() {
        state = state == State.WRITING ? State.DAMAGED : state;
    }
}
