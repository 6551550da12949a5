package io.quorate.storage.mapped;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.port.Durability;
import io.quorate.storage.Disk;
import io.quorate.storage.segment.OpenSegment;
import io.quorate.storage.segment.SealedSegment;
import io.quorate.storage.segment.Segments;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * The segments of a log as plain files, one mapping each.
 * <pre>
 *  log/00000007.log           a segment
 *  log/00000008.new           a segment whose blocks are still being written
 *  log/00000006.log.torn-1    the torn tail of one, kept for people
 *  log/spare.new              the file of one that was removed, kept for the next to be made
 * </pre>
 * To fill a file again is far cheaper than to give its blocks back and ask for others, and leaves
 * the mapping as it is. Only one is kept: who purges a log wants the space. Where batches are
 * synced they are written by the channel, and the mapping is for readers alone.
 */
final class MappedSegments implements Segments {
    private static final Pattern SEGMENT = Pattern.compile("(\\d{8,10})\\.log");

    private final Path directory;
    private final int segmentBytes;
    private final Durability durability;
    private final Draft draft = new Draft();
    private SpareFile spare;                 // the helper's, as are create and delete

    MappedSegments(final Path directory, final int segmentBytes, final Durability durability) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.durability = durability;
    }

    @Override
    public List<SealedSegment> sealed() throws IOException {
        final List<SealedSegment> sealed = new ArrayList<>();
        try {
            for (final Path file : files()) {
                sealed.add(seal(file));
            }
            return sealed;
        } catch (final IOException e) {
            CloseHelper.quietCloseAll(sealed);
            throw e;
        }
    }

    /** All names have the same number of digits, but for those that sort last anyway. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> SEGMENT.matcher(name(file)).matches())
                    .sorted((left, right) -> Integer.compare(number(left), number(right)))
                    .toList();
        }
    }

    private static String name(final Path file) {
        return file.getFileName().toString();
    }

    private static int number(final Path file) {
        return Integer.parseInt(name(file).replace(".log", ""));
    }

    private static SealedSegment seal(final Path file) throws IOException {
        final FileChannel channel = FileChannel.open(file, READ);
        try {
            return new MappedSealedSegment(number(file), file, channel,
                    channel.map(READ_ONLY, 0, channel.size()));
        } catch (final IOException e) {
            CloseHelper.quietClose(channel);
            throw e;
        }
    }

    @Override
    public OpenSegment create(final int number) throws IOException {
        final Path file = directory.resolve(String.format("%08d.log", number));
        final SpareFile content = spare == null ? make(number) : refill();
        try {
            Files.move(spare == null ? unfinished(number) : spareFile(), file, ATOMIC_MOVE);
            spare = null;
            if (isSynced()) {
                Disk.forceDirectory(directory);
            }
            return isSynced() ? new WrittenSegment(this, number, file, content, draft)
                    : new StoredSegment(this, number, file, content);
        } catch (final IOException e) {
            CloseHelper.quietClose(content.channel());
            throw e;
        }
    }

    private boolean isSynced() {
        return durability == Durability.FSYNC;
    }

    private Path unfinished(final int number) {
        return directory.resolve(String.format("%08d.new", number));
    }

    private Path spareFile() {
        return directory.resolve("spare.new");
    }

    private SpareFile make(final int number) throws IOException {
        Files.deleteIfExists(spareFile());   // of an earlier run
        final FileChannel channel =
                FileChannel.open(unfinished(number), CREATE, TRUNCATE_EXISTING, READ, WRITE);
        try {
            Disk.fill(channel, segmentBytes, durability);
            return new SpareFile(channel, channel.map(READ_WRITE, 0, segmentBytes));
        } catch (final IOException e) {
            CloseHelper.quietClose(channel);
            throw e;
        }
    }

    private SpareFile refill() throws IOException {
        spare.fillWithZeros(isSynced());
        return spare;
    }

    /** Takes the file of a segment that is removed; false, and nothing happens, if one is kept. */
    boolean keep(final MappedOpenSegment removed) throws IOException {
        if (spare != null) {
            return false;
        }
        Files.move(removed.file(), spareFile(), ATOMIC_MOVE);
        Disk.forceDirectory(directory);
        spare = removed.giveUp();
        return true;
    }

    @Override
    public void close() throws IOException {
        draft.close();
        if (spare != null) {
            spare.close();
            spare = null;
            Files.deleteIfExists(spareFile());
        }
    }

    @Override
    public int maxBatchLength() {
        return segmentBytes;
    }
}
