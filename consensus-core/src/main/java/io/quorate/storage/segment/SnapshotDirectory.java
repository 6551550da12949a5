package io.quorate.storage.segment;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import io.quorate.port.Durability;
import io.quorate.port.StorageException;
import io.quorate.storage.Disk;
import io.quorate.wire.SnapshotCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where snapshot files lie, and which of them count. The newest good one does; what an earlier run
 * left half-written goes, and so do older ones. A damaged one is set aside for people to look at,
 * if the log still holds what it was to stand in for.
 * <pre>
 *  snapshots/00000000000000004711-7.snapshot           of entry 4711, of term 7
 *  snapshots/unfinished.new                            being written
 *  snapshots/00000000000000005813-8.snapshot.damaged   set aside
 * </pre>
 */
final class SnapshotDirectory {
    private static final Pattern NAME = Pattern.compile("(\\d{20})-(\\d+)\\.snapshot");
    private static final int READ_BYTES = 1 << 20;

    private final Path path;
    private final long clusterId;
    private final List<Path> damaged = new ArrayList<>();
    private final List<Path> older = new ArrayList<>();
    private SnapshotFile newest;

    SnapshotDirectory(final Path path, final long clusterId) {
        this.path = path;
        this.clusterId = clusterId;
    }

    Path path() {
        return path;
    }

    long clusterId() {
        return clusterId;
    }

    /** The newest good one; null when there is none. */
    SnapshotFile newest() {
        return newest;
    }

    /** Where the one that is being written lies. */
    Path unfinished() {
        return path.resolve("unfinished.new");
    }

    /** Reads every byte of the newest file, of older ones if that is damaged. Changes nothing. */
    void look() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        final List<Path> files;
        try (Stream<Path> found = Files.list(path)) {
            files = found.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path file : files) {
            if (newest != null) {
                older.add(file);
            } else {
                look(file);
            }
        }
    }

    private void look(final Path file) throws IOException {
        final Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        final long lastIndex = Long.parseLong(name.group(1));
        final long lastTerm = Long.parseLong(name.group(2));
        final SnapshotCheck check = new SnapshotCheck(clusterId, lastIndex, lastTerm);
        if (isSound(file, check)) {
            newest = SnapshotFile.map(file, lastIndex, lastTerm, check.digest());
        } else {
            damaged.add(file);
        }
    }

    private static boolean isSound(final Path file, final SnapshotCheck check)
            throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(READ_BYTES);
        final UnsafeBuffer view = new UnsafeBuffer(bytes);
        try (FileChannel channel = FileChannel.open(file, READ)) {
            int count = channel.read(bytes);
            while (count > 0 && check.take(view, 0, count)) {
                count = channel.read(bytes.clear());
            }
        }
        return check.isWhole();
    }

    /**
     * Whether a log that begins with that entry goes on where the newest good snapshot ends.
     *
     * @throws StorageException if entries are missing between the two
     */
    void requireJoint(final long firstIndex) {
        final long covered = newest == null ? 0 : newest.lastIndex();
        if (firstIndex - 1 <= covered || newest == null && damaged.isEmpty()) {
            return;
        }
        final String what = damaged.isEmpty() ? path + " has no snapshot beyond entry " + covered
                : damaged.get(0) + " is damaged";
        throw new StorageException(what + ", and the log begins with entry " + firstIndex
                + "; nothing was changed: move this member's directory away and let it rejoin, so"
                + " that the others restore it");
    }

    /** Removes what does not count, and makes the place if it is not there. */
    SnapshotFiles repair(final Durability durability) throws IOException {
        Files.createDirectories(path);
        Files.deleteIfExists(unfinished());
        for (final Path file : older) {
            Files.delete(file);
        }
        for (final Path file : damaged) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), ATOMIC_MOVE);
        }
        forceIfSynced(durability);
        final SnapshotFiles files = new SnapshotFiles(this, durability);
        if (newest != null) {
            newest.onUnused(files::condemn);
        }
        return files;
    }

    /** Gives the one that was written its name, and so makes it count. */
    SnapshotFile adopt(final long lastIndex, final long lastTerm, final long digest,
            final Durability durability) throws IOException {
        final Path file = path.resolve(String.format("%020d-%d.snapshot", lastIndex, lastTerm));
        Files.move(unfinished(), file, ATOMIC_MOVE);
        forceIfSynced(durability);
        return SnapshotFile.map(file, lastIndex, lastTerm, digest);
    }

    void delete(final Path file, final Durability durability) throws IOException {
        Files.deleteIfExists(file);
        forceIfSynced(durability);
    }

    private void forceIfSynced(final Durability durability) throws IOException {
        if (durability == Durability.FSYNC) {
            Disk.forceDirectory(path);
        }
    }
}
