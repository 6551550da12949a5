package io.quorate.transport.aeron;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.aeron.CncFileDescriptor;
import io.quorate.port.TransportException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.IoUtil;

/**
 * Where the files of an embedded media driver lie: in memory if there is room, in a directory that
 * is this process' own and is named {@code quorate-aeron-<process>-<number>}.
 */
final class AeronDirectory {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 512L << 20;
    private static final String PREFIX = "quorate-aeron-";
    private static final String MARK = "held";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private AeronDirectory() {
    }

    /** A name that nothing else uses; what processes left that were killed is removed. */
    static String fresh() {
        final Path parent = parent();
        sweep(parent);
        return parent.resolve(PREFIX + ProcessHandle.current().pid() + "-"
                + NUMBER.incrementAndGet()).toString();
    }

    private static Path parent() {
        try {
            if (Files.isWritable(SHARED_MEMORY)
                    && Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= ENOUGH_BYTES) {
                return SHARED_MEMORY;
            }
        } catch (final IOException unusable) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void sweep(final Path parent) {
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
            for (final Path directory : remains) {
                if (isOrphan(directory)) {
                    IoUtil.delete(directory.toFile(), true);
                }
            }
        } catch (final IOException | DirectoryIteratorException unreadable) {
            return;   // it is only tidying: what cannot be listed can stay
        }
    }

    private static boolean isOrphan(final Path directory) throws IOException {
        final String process = directory.getFileName().toString()
                .substring(PREFIX.length()).replaceAll("-.*", "");
        return process.matches("\\d{1,10}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty()
                && !mayBeAlive(directory);
    }

    /**
     * Marks a running driver's directory as this process' own, for as long as that lives. By its
     * times alone a driver can't be told to live: it does not follow a host's clock that is set.
     *
     * @throws TransportException when that can't be written there
     */
    static Closeable hold(final String directory) {
        final Path mark = Path.of(directory, MARK);
        try {
            final FileChannel channel = FileChannel.open(mark, CREATE, WRITE);
            channel.lock();
            return channel;
        } catch (final IOException failure) {
            throw new TransportException("cannot lock " + mark + ": " + failure.getMessage()
                    + "; make room there", failure);
        }
    }

    private static boolean isHeld(final Path directory) throws IOException {
        if (!Files.exists(directory.resolve(MARK))) {
            return false;
        }
        try (FileChannel mark = FileChannel.open(directory.resolve(MARK), WRITE)) {
            return mark.tryLock() == null;
        } catch (final OverlappingFileLockException byThisProcess) {
            return true;
        }
    }

    /**
     * Whether a driver may run there, in a process that can't be seen from here. One that was
     * killed while it started is taken for one that starts, which Aeron would wait for, until it
     * has been so for long.
     */
    private static boolean mayBeAlive(final Path directory) throws IOException {
        if (isHeld(directory)) {
            return true;
        }
        final Path state = directory.resolve(CncFileDescriptor.CNC_FILE);
        if (Files.exists(state) && !isWritten(state)) {
            return System.currentTimeMillis() - Files.getLastModifiedTime(state).toMillis()
                    < AeronDriver.ALIVE_MS;
        }
        return AeronDriver.isAlive(directory.toString());
    }

    /** The version of a driver's state stands first, and is written last. */
    private static boolean isWritten(final Path state) throws IOException {
        try (InputStream file = Files.newInputStream(state)) {
            return !Arrays.equals(file.readNBytes(Integer.BYTES), new byte[Integer.BYTES]);
        }
    }
}
