package io.quorate.storage.segment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.port.StorageException;
import io.quorate.storage.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * A member's directory: what lies where, and that one process at a time works in it.
 * <pre>
 *  lock          locked as long as the storage is open
 *  hard-state    identity, term, vote; made last, so that storage without it never began
 *  log/          the segments
 *  snapshots/    what stands in for the log's purged beginning
 * </pre>
 */
final class StorageDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String HARD_STATE = "hard-state";
    private static final String LOG = "log";
    private static final String SNAPSHOTS = "snapshots";
    /** What a first start may leave behind. */
    private static final Set<String> BEFORE_BEGINNING =
            Set.of(LOCK, LOG, SNAPSHOTS, HARD_STATE + ".new");

    private final Path path;
    private FileChannel lock;

    StorageDirectory(final Path path) {
        this.path = path;
    }

    Path hardState() {
        return path.resolve(HARD_STATE);
    }

    Path log() {
        return path.resolve(LOG);
    }

    Path snapshots() {
        return path.resolve(SNAPSHOTS);
    }

    /**
     * Whether storage has yet to begin here. Looks, and changes nothing.
     *
     * @throws StorageException if something is here, but no member's storage
     */
    boolean isNew() throws IOException {
        if (Files.exists(hardState())) {
            return false;
        }
        if (!Files.exists(path)) {
            return true;
        }
        if (!Files.isDirectory(path)) {
            throw new StorageException(path + " is not a directory; name one for this member");
        }
        if (Files.exists(log()) && !names(log()).isEmpty()) {
            throw new StorageException(path + " holds a log but no " + HARD_STATE + ", so nobody"
                    + " knows how this member has voted; move it away and let the member rejoin as"
                    + " a new one");
        }
        final Set<String> others = names(path);
        others.removeAll(BEFORE_BEGINNING);
        if (!others.isEmpty()) {
            throw new StorageException(path + " holds " + others.iterator().next() + ", which is"
                    + " not ours; name an empty directory for this member");
        }
        return true;
    }

    private static Set<String> names(final Path directory) throws IOException {
        final Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    /**
     * Takes the directory for this process; makes it if it is not there.
     *
     * @throws StorageException if another has it, in this process or elsewhere
     */
    void lock() throws IOException {
        Files.createDirectories(path);
        lock = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
        FileLock taken = null;
        try {
            taken = lock.tryLock();
        } catch (final OverlappingFileLockException e) {
            // taken stays null: this very process has it
        }
        if (taken == null) {
            close();
            throw new StorageException(path + " is in use by another member or process; stop that"
                    + " one, or name another directory");
        }
    }

    /** Makes what must be there before the hard state is. */
    void prepare() throws IOException {
        Files.createDirectories(log());
        Files.createDirectories(snapshots());
        Disk.forceDirectory(path);
        if (path.toAbsolutePath().getParent() != null) {
            Disk.forceDirectory(path.toAbsolutePath().getParent());
        }
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        CloseHelper.quietClose(lock);
    }
}
