package io.quorate.benchmarks.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long the disk of a directory takes to make a page durable. */
final class SyncProbe {
    private static final int PAGE = 4096;
    private static final int PAGES = 256;
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);

    private SyncProbe() {
    }

    /** Writes pages into blocks that are there, and syncs each, for so many nanoseconds. */
    static Histogram measure(final Path directory, final long durationNs) throws IOException {
        final Path file = Files.createTempFile(directory, "quorate-doctor", ".probe");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            final ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            for (int i = 0; i < PAGES; i++) {
                channel.write(page.clear(), (long) i * PAGE);
            }
            channel.force(true);
            return syncs(channel, page, durationNs);
        } finally {
            Files.delete(file);
        }
    }

    private static Histogram syncs(final FileChannel channel, final ByteBuffer page,
            final long durationNs) throws IOException {
        final Histogram syncNs = new Histogram(LONGEST_NS, 3);
        final long endNs = System.nanoTime() + durationNs;
        for (int i = 0; System.nanoTime() - endNs < 0; i++) {
            page.clear().putInt(0, i);
            final long beganNs = System.nanoTime();
            channel.write(page, (long) (i % PAGES) * PAGE);
            channel.force(false);
            syncNs.recordValue(Math.min(LONGEST_NS, System.nanoTime() - beganNs));
        }
        return syncNs;
    }
}
