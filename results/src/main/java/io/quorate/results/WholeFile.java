package io.quorate.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file as a whole or not at all: on a full disk, or killed, what was there before is there
 * still. Nothing is synced; a machine that loses its power may lose the newest version.
 */
public final class WholeFile {
    private WholeFile() {
    }

    /**
     * Puts a text in a file's place, through a second file beside it that becomes the first.
     *
     * @throws ResultsException naming the file and what to do, if it can't be written
     */
    public static void replace(final Path file, final String text) {
        final Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            drop(next);
            throw unwritable(file, e);
        }
    }

    private static void drop(final Path next) {
        try {
            Files.deleteIfExists(next);
        } catch (final IOException e) {
            return;     // it takes up room, and the next writer replaces it
        }
    }

    /**
     * Adds a text to a file, and makes the file if there is none.
     *
     * @throws ResultsException naming the file and what to do, if it can't be written
     */
    static void append(final Path file, final String text) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            append(channel, text);
        } catch (final IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Adds a text; of one that did not fit as a whole, nothing stays. */
    static void append(final FileChannel channel, final String text) throws IOException {
        final long end = channel.size();
        final ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (final IOException e) {
            cut(channel, end, e);
            throw e;
        }
    }

    private static void cut(final FileChannel channel, final long end, final IOException why) {
        try {
            channel.truncate(end);
        } catch (final IOException e) {
            why.addSuppressed(e);
        }
    }

    static ResultsException unwritable(final Path file, final IOException e) {
        return new ResultsException("cannot write " + file + ": " + Json.reason(e), e);
    }
}
