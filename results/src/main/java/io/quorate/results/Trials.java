package io.quorate.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of trials, one row each: written a line at a time, read whole, even while another process
 * still appends to it. {@code results/README.md} says what each column means.
 */
public final class Trials {
    private Trials() {
    }

    /** Appends to a file, and makes it with its header when there is none. */
    public static Writer append(final Path file) {
        try {
            return new Writer(file);
        } catch (final IOException e) {
            throw WholeFile.unwritable(file, e);
        }
    }

    /** Every trial of a finished file; anything else than a whole trial is an error. */
    public static List<Trial> read(final Path file) {
        final String text = text(file);
        if (!text.endsWith("\n")) {
            throw new ResultsException(
                    file + " is cut off in its last line; " + Json.REMEDY);
        }
        return parse(file, text);
    }

    /** Every whole line of a file that is still written, or whose writer was killed. */
    public static List<Trial> readWhileWritten(final Path file) {
        final String text = text(file);
        return parse(file, text.substring(0, text.lastIndexOf('\n') + 1));
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw Json.unreadable(file, e);
        }
    }

    private static List<Trial> parse(final Path file, final String text) {
        final List<String> lines = text.lines().toList();
        final List<Trial> trials = new ArrayList<>();
        TrialFormat format = null;
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (format == null) {
                    format = TrialFormat.ofHeader(lines.get(i));
                } else {
                    trials.add(format.parse(lines.get(i)));
                }
            } catch (final IllegalArgumentException e) {
                throw new ResultsException(
                        file + " is not a file of trials: line " + (i + 1) + ": " + e.getMessage()
                                + "; " + Json.REMEDY,
                        e);
            }
        }
        return trials;
    }

    /**
     * Appends trials, each with a single write, so that a reader or a kill -9 sees whole lines but
     * for the last. Not thread-safe.
     */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;

        private Writer(final Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            try {
                if (channel.size() == 0) {
                    write(TrialFormat.header());
                }
            } catch (final IOException e) {
                channel.close();
                throw e;
            }
        }

        public void write(final Trial trial) {
            try {
                write(TrialFormat.line(trial));
            } catch (final IOException e) {
                throw WholeFile.unwritable(file, e);
            }
        }

        private void write(final String line) throws IOException {
            WholeFile.append(channel, line + "\n");
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new ResultsException("cannot close " + file + ": " + Json.reason(e), e);
            }
        }
    }
}
