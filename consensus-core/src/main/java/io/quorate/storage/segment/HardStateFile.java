package io.quorate.storage.segment;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import io.quorate.port.VoteStore;
import io.quorate.storage.Disk;
import io.quorate.storage.Word;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A node's word and its storage's identity, in a file of two slots.
 * <pre>
 *  0                         4096                      8192
 *  +-------------------------+-------------------------+
 *  | {@link HardState} | 0 ...      | HardState | 0 ...         |
 *  +-------------------------+-------------------------+
 * </pre>
 * Each state is written to the first slot and then, when it is safe there, to the second; it counts
 * once both hold it. So at most one slot can be torn, and whichever is whole is at least as new as
 * anything that the node has said. A write to the mapping is all that page-cache durability needs,
 * and the node's thread does it; syncing is the work of a thread of the file's own.
 */
final class HardStateFile implements VoteStore {
    private static final int SLOT_BYTES = 4 << 10;
    private static final int SLOTS = 2;

    private final Path file;
    private final Failure failure;
    private final AutoCloseable directoryLock;
    private final FileChannel channel;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer slots;
    private final HardState state = new HardState();    // the newest; guarded by itself
    private final HardState written = new HardState();  // scratch of whoever writes
    private final Word word = new Word();
    private long identity;
    private int incarnation;
    private long stored;                                // the sequence of the newest
    private volatile long durable;                      // and of the newest in both slots
    private Helper sync;                                // null where the page cache will do
    private boolean isClosed;

    /** Makes the file, whole or not at all, for storage that has never been opened. */
    static void create(final Path file, final HardState state) throws IOException {
        final Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
            final byte[] slot = new byte[HardState.LENGTH];
            state.seal().getBytes(0, slot);
            Disk.fill(channel, (long) SLOTS * SLOT_BYTES, Durability.FSYNC);
            for (int at = 0; at < SLOTS * SLOT_BYTES; at += SLOT_BYTES) {
                Disk.write(channel.position(at), ByteBuffer.wrap(slot));
            }
            channel.force(true);
        }
        Files.move(unfinished, file, ATOMIC_MOVE);
        Disk.forceDirectory(file.getParent());
    }

    /**
     * Reads the file and changes nothing; {@link #begin} comes before any use as a vote store.
     *
     * @param directoryLock closed with it
     * @throws StorageException if neither slot is whole
     */
    HardStateFile(final Path file, final AutoCloseable directoryLock) throws IOException {
        this.file = file;
        this.failure = new Failure("the hard state in " + file);
        this.directoryLock = directoryLock;
        channel = FileChannel.open(file, READ, WRITE);
        try {
            if (channel.size() != (long) SLOTS * SLOT_BYTES) {
                throw damaged();
            }
            mapping = channel.map(READ_WRITE, 0, channel.size());
        } catch (final IOException | StorageException e) {
            CloseHelper.quietClose(channel);
            throw e;
        }
        slots = new UnsafeBuffer(mapping);
        readNewest();
    }

    private void readNewest() {
        boolean isAnyWhole = false;
        for (int at = 0; at < slots.capacity(); at += SLOT_BYTES) {
            if (written.read(slots, at)
                    && (!isAnyWhole || written.sequence() > state.sequence())) {
                state.set(written);
                isAnyWhole = true;
            }
        }
        if (!isAnyWhole) {
            release();
            throw damaged();
        }
        identity = state.identity();
        word.replace(state.term(), state.votedFor(), state.promiseNs());
    }

    private StorageException damaged() {
        return new StorageException(file + " is damaged in both of its copies, so nobody knows how"
                + " this member has voted; move its directory away and let it rejoin as a new one");
    }

    /** As it was read, and no newer. */
    HardState state() {
        return state;
    }

    /** Counts this opening, and returns when that is durable. */
    void begin(final Durability durability, final UUID bootId) throws IOException {
        state.open(durability, bootId);
        incarnation = state.incarnation();
        stored = state.sequence();
        sync();
        if (durability == Durability.FSYNC) {
            sync = Helper.start("quorate-vote " + file, failure, this::sync);
        }
    }

    /** Writes the newest state to both slots, the first being safe before the second is touched. */
    private boolean sync() throws IOException {
        synchronized (state) {
            if (state.sequence() == durable) {
                return false;
            }
            written.set(state);
        }
        for (int at = 0; at < slots.capacity(); at += SLOT_BYTES) {
            slots.putBytes(at, written.seal(), 0, HardState.LENGTH);
            channel.force(false);
        }
        durable = written.sequence();
        return true;
    }

    @Override
    public long identity() {
        return identity;
    }

    @Override
    public int incarnation() {
        return incarnation;
    }

    @Override
    public long term() {
        return word.term();
    }

    @Override
    public int votedFor() {
        return word.votedFor();
    }

    @Override
    public long promiseNs() {
        return word.promiseNs();
    }

    @Override
    public void store(final long term, final int votedFor, final long promiseNs) {
        failure.check();
        word.replace(term, votedFor, promiseNs);
        synchronized (state) {
            state.word(word);
            stored = state.sequence();
        }
        if (sync == null) {
            writeToPageCache();
        } else {
            sync.wake();
        }
    }

    /** A process that is killed in here leaves one slot whole, as the stores stay in order. */
    private void writeToPageCache() {
        try {
            for (int at = 0; at < slots.capacity(); at += SLOT_BYTES) {
                slots.putBytes(at, state.seal(), 0, HardState.LENGTH);
                VarHandle.releaseFence();
            }
            durable = stored;
        } catch (final InternalError e) {
            throw failure.set(e);
        }
    }

    @Override
    public boolean isDurable() {
        failure.check();
        return durable == stored;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        final boolean wasSound = !failure.isSet();
        if (sync != null) {
            sync.close();
        }
        release();
        if (wasSound) {
            failure.check();                 // it has not been told yet
        }
    }

    private void release() {
        slots.wrap(0, 0);
        BufferUtil.free(mapping);
        CloseHelper.quietCloseAll(channel, directoryLock);
    }
}
