package io.quorate.transport.aeron;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static boolean isOrphan(final Path directory) {
        final String process = directory.getFileName().toString()
                .substring(PREFIX.length()).replaceAll("-.*", "");
        return process.matches("\\d{1,10}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty()
                && !AeronDriver.isAlive(directory.toString());
    }
}
