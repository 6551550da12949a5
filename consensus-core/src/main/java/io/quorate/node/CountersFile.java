package io.quorate.node;

import io.quorate.port.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * Counters in a mapped file, so that another process can watch a node.
 * <pre>
 *  0        4         8          12                64
 *  +--------+---------+----------+-----------------+------------------+------------------+
 *  | magic  | version | counters |        0        | metadata of each |  value of each   |
 *  +--------+---------+----------+-----------------+------------------+------------------+
 *                                                    512 bytes          128 bytes
 * </pre>
 * Metadata and values are laid out as Agrona's {@link CountersReader} has them. The file is made
 * anew, and written through, at each start; it is unmapped when nobody refers to it any more.
 */
final class CountersFile {
    private static final String NAME = "counters.dat";
    private static final int MAGIC = 0x51524354;         // "QRCT"
    private static final int VERSION = 1;
    private static final int HEADER_LENGTH = 64;

    private final UnsafeBuffer file;
    private final int count;

    private CountersFile(final UnsafeBuffer file, final int count) {
        this.file = file;
        this.count = count;
    }

    /**
     * Room for so many counters in a new file in that directory, which is made if need be. Nobody
     * can read it before it is {@linkplain #complete complete}.
     *
     * @throws StorageException if there is no room or no leave
     */
    static CountersFile create(final Path directory, final int count) {
        final Path path = directory.resolve(NAME);
        final int length = HEADER_LENGTH
                + count * (CountersReader.METADATA_LENGTH + CountersReader.COUNTER_LENGTH);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(path);      // who still reads the old one keeps it to the end
            final CountersFile counters = new CountersFile(map(path, length), count);
            counters.file.putInt(4, VERSION);
            counters.file.putInt(8, count);
            return counters;
        } catch (final IOException e) {
            throw new StorageException(path + " cannot be made; make room for it and give this user"
                    + " leave to write there", e);
        }
    }

    /** Where its counters are added, one by one. */
    CountersManager manager() {
        return new CountersManager(metadata(), values());
    }

    /** All counters have been added. */
    void complete() {
        file.putIntVolatile(0, MAGIC);
    }

    private static UnsafeBuffer map(final Path path, final int length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, EnumSet.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            final ByteBuffer zeros = ByteBuffer.allocate(length);   // no holes: a full disk is
            while (zeros.hasRemaining()) {                          // told of now, not by a signal
                channel.write(zeros);
            }
            return new UnsafeBuffer(channel.map(MapMode.READ_WRITE, 0, length));
        }
    }

    /** The counters of the node in that directory, alive or not. */
    static CountersReader read(final Path directory) {
        final Path path = directory.resolve(NAME);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            final MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());
            final UnsafeBuffer file = new UnsafeBuffer(mapped);
            if (file.capacity() < HEADER_LENGTH || file.getIntVolatile(0) != MAGIC
                    || file.getInt(4) != VERSION) {
                throw new ConfigException(path + " does not hold counters of this version;"
                        + " name the directory of a node that is running");
            }
            final CountersFile counters = new CountersFile(file, file.getInt(8));
            return new CountersReader(counters.metadata(), counters.values());
        } catch (final IOException e) {
            throw new ConfigException(path + " cannot be read;"
                    + " name the directory of a node that is running", e);
        }
    }

    private UnsafeBuffer metadata() {
        return new UnsafeBuffer(file, HEADER_LENGTH, count * CountersReader.METADATA_LENGTH);
    }

    private UnsafeBuffer values() {
        return new UnsafeBuffer(file, HEADER_LENGTH + count * CountersReader.METADATA_LENGTH,
                count * CountersReader.COUNTER_LENGTH);
    }
}
