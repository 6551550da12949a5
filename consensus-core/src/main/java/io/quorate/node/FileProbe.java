package io.quorate.node;

import io.quorate.port.DiskProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a few bytes to a small file at intervals, and syncs it where the log promises as much, as
 * Elasticsearch's health service does. A thread of its own asks, for a dead disk holds up whoever
 * does; the duty cycle only looks since when it waits.
 */
public final class FileProbe implements DiskProbe {
    private static final String NAME = "health.probe";
    private static final long NOTHING = Long.MAX_VALUE;
    private static final long GOODBYE_MS = 1000;

    /** What is asked of a disk: returns when it has kept something. */
    @FunctionalInterface
    public interface Question {
        /** Blocks until the disk has answered, or refuses. */
        void ask() throws IOException;
    }

    private final long intervalNs;
    private final Question question;
    private final Thread thread;
    private volatile long sinceNs = NOTHING;             // written by the thread alone
    private volatile boolean isClosed;

    /** Asks that question from now on, so long after each answer. */
    public FileProbe(final String name, final long intervalNs, final Question question) {
        this.intervalNs = intervalNs;
        this.question = question;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks the disk of that directory.
     *
     * @param isSynced whether it is to keep its answer through a loss of power
     */
    static FileProbe of(final int member, final Path directory, final long intervalNs,
            final boolean isSynced) {
        return new FileProbe("quorate-probe-" + member, intervalNs, file(directory, isSynced));
    }

    /** Whether the disk of that directory keeps a small file, through a loss of power if synced. */
    public static Question file(final Path directory, final boolean isSynced) {
        final Path file = directory.resolve(NAME);
        return () -> write(file, isSynced);
    }

    /** In place, so that it needs room but once. */
    private static void write(final Path file, final boolean isSynced) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).flip(), 0);
            if (isSynced) {
                channel.force(false);
            }
        }
    }

    private void run() {
        while (!isClosed) {
            if (sinceNs == NOTHING) {
                sinceNs = System.nanoTime();
            }
            try {
                question.ask();
                sinceNs = NOTHING;
            } catch (final IOException refused) {
                // it owes an answer as before, and is asked again
            }
            rest(System.nanoTime() + intervalNs);
        }
    }

    private void rest(final long untilNs) {
        for (long leftNs = intervalNs; leftNs > 0 && !isClosed;
                leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(this, leftNs);
        }
    }

    @Override
    public long intervalNs() {
        return intervalNs;
    }

    @Override
    public long waitedNs() {
        final long since = sinceNs;
        return since == NOTHING ? 0 : Math.max(0, System.nanoTime() - since);
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(GOODBYE_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
