package io.quorate.storage.segment;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.file.StandardOpenOption.READ;

import io.quorate.port.Snapshot;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;

/**
 * A snapshot in a file that is whole and does not change, mapped for reading: no channel that an
 * interrupt could close, and no call that waits while the page cache has it. Owned by the node's
 * thread but for its making and {@link #close}.
 */
final class SnapshotFile implements Snapshot {
    private static final long WINDOW_BYTES = 1 << 30;

    private final Path file;
    private final long lastIndex;
    private final long lastTerm;
    private final long length;
    private final long digest;
    private final MappedByteBuffer[] windows;
    private Consumer<SnapshotFile> onUnused;
    private int readers;
    private boolean isSuperseded;

    private SnapshotFile(final Path file, final long lastIndex, final long lastTerm,
            final long length, final long digest, final MappedByteBuffer[] windows) {
        this.file = file;
        this.lastIndex = lastIndex;
        this.lastTerm = lastTerm;
        this.length = length;
        this.digest = digest;
        this.windows = windows;
    }

    /** Maps a file that was checked. */
    static SnapshotFile map(final Path file, final long lastIndex, final long lastTerm,
            final long digest) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            final long length = channel.size();
            final MappedByteBuffer[] windows =
                    new MappedByteBuffer[(int) ((length + WINDOW_BYTES - 1) / WINDOW_BYTES)];
            for (int i = 0; i < windows.length; i++) {
                windows[i] = channel.map(READ_ONLY, i * WINDOW_BYTES,
                        Math.min(WINDOW_BYTES, length - i * WINDOW_BYTES));
            }
            return new SnapshotFile(file, lastIndex, lastTerm, length, digest, windows);
        }
    }

    Path file() {
        return file;
    }

    /** Whom to tell, from now on, when it is superseded and nobody reads it. */
    void onUnused(final Consumer<SnapshotFile> listener) {
        onUnused = listener;
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
        return length;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public void read(final long position, final MutableDirectBuffer to, final int offset,
            final int byteCount) {
        long from = position;
        int at = offset;
        while (at < offset + byteCount) {
            final MappedByteBuffer window = windows[(int) (from / WINDOW_BYTES)];
            final int within = (int) (from % WINDOW_BYTES);
            final int count = Math.min(window.capacity() - within, offset + byteCount - at);
            to.putBytes(at, window, within, count);
            at += count;
            from += count;
        }
    }

    @Override
    public void retain() {
        readers++;
    }

    @Override
    public void release() {
        readers--;
        tellIfUnused();
    }

    /** A newer one has taken its place. */
    void supersede() {
        isSuperseded = true;
        tellIfUnused();
    }

    private void tellIfUnused() {
        if (isSuperseded && readers == 0) {
            onUnused.accept(this);
        }
    }

    /** Lets go of its memory; the file stays. */
    void close() {
        for (int i = 0; i < windows.length; i++) {
            BufferUtil.free(windows[i]);
            windows[i] = null;
        }
    }
}
