package io.quorate.benchmarks.micro;

import io.quorate.JvmFlags;
import io.quorate.node.Adapters;
import io.quorate.port.Durability;
import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends to a log, in batches such as a busy duty cycle gathers, until it is as long as asked for;
 * here, or in a process of its own that then closes it or ends as if it had been killed.
 */
final class LogFiller {
    /** Entries that make a batch. */
    static final int BATCH = 64;

    private static final String CLOSED = "closed";
    private static final String KILLED = "killed";

    private final LogStorage log;
    private final UnsafeBuffer command;
    private final int frameLength;

    /** For commands of so many bytes. */
    LogFiller(final LogStorage log, final int payload) {
        this.log = log;
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        frameLength = EntryFrame.frameLength(payload);
    }

    /** The storage in a directory, opened as the benchmarks of logs do. */
    static Storage open(final String storage, final Path directory) {
        return Adapters.storage(storage).open(StorageFactory.Settings.of(directory, 1, 1,
                Durability.PAGE_CACHE, true));
    }

    /** Appends whole batches, one at least, until the log has so many entries. */
    void fill(final long entries) {
        do {
            append(BATCH);
        } while (log.lastIndex() < entries);
    }

    /** Appends a batch of so many entries, when there is room for it. */
    void append(final int batch) {
        while (!log.hasRoom(batch * frameLength)) {
            LockSupport.parkNanos(1_000);
        }
        for (int i = 0; i < batch; i++) {
            log.append(1, EntryType.COMMAND, command, 0, command.capacity());
        }
        log.endBatch();
    }

    /**
     * The same in a process of its own, so that whoever opens the log next has never done so.
     *
     * @param isKilled whether it ends without closing the log
     * @throws IllegalStateException with what the process said, if it did not succeed
     */
    static void fillElsewhere(final String storage, final Path directory, final long entries,
            final int payload, final boolean isKilled) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                LogFiller.class.getName(), storage, directory.toString(), Long.toString(entries),
                Integer.toString(payload), isKilled ? KILLED : CLOSED));
        final File said = directory.resolveSibling(directory.getFileName() + ".said").toFile();
        try {
            final int code = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(said).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("no log could be filled in " + directory + ": "
                        + Files.readString(said.toPath()));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start a process that fills a log", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was filled", e);
        }
    }

    /** Arguments: name of the storage, its directory, entries, payload, how to end. */
    public static void main(final String[] args) {
        final Storage storage = open(args[0], Path.of(args[1]));
        new LogFiller(storage.log(), Integer.parseInt(args[3])).fill(Long.parseLong(args[2]));
        if (args[4].equals(KILLED)) {
            Runtime.getRuntime().halt(0);
        }
        storage.close();
    }
}
