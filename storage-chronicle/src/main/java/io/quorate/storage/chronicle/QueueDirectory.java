package io.quorate.storage.chronicle;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.quorate.port.Durability;
import io.quorate.storage.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one segment, a queue in a directory of its own.
 * <pre>
 *  log/00000042/19700101-000001R.cq4           the queue's only file: our batches
 *  log/00000042/19700101-000001R.precreated    what it is until Chronicle takes it over
 *  log/00000042/metadata.cq4t                  Chronicle's, of use to nobody once it is closed
 *  log/00000041.torn-1                         the torn tail of one, kept for people
 * </pre>
 * A directory counts as a segment from when the first of these is there; it has all its blocks by
 * then. Immutable; the caller sees to it that two threads do not work on one directory.
 */
record QueueDirectory(Path path, int number) {
    private static final Pattern SEGMENT = Pattern.compile("\\d{8,10}");
    private static final String FILE = OnlyCycle.NAME + ".cq4";
    private static final String PRECREATED = OnlyCycle.NAME + ".precreated";

    static QueueDirectory of(final Path log, final int number) {
        return new QueueDirectory(log.resolve(String.format("%08d", number)), number);
    }

    /** Those in a log's directory that are segments, in rising order of their numbers. */
    static List<QueueDirectory> in(final Path log) throws IOException {
        try (Stream<Path> paths = Files.list(log)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> SEGMENT.matcher(name).matches())
                    .map(name -> of(log, Integer.parseInt(name)))
                    .filter(directory -> Files.exists(directory.file()))
                    .sorted(Comparator.comparingInt(QueueDirectory::number))
                    .toList();
        }
    }

    /** Where the batches are. */
    Path file() {
        return path.resolve(FILE);
    }

    /** Makes the directory anew, with a file full of zeros, for Chronicle to take over. */
    void prepare(final int fileBytes, final Durability durability) throws IOException {
        if (Files.exists(path)) {
            delete();
        }
        Files.createDirectory(path);
        try (FileChannel channel = FileChannel.open(path.resolve(PRECREATED), CREATE_NEW, WRITE)) {
            Disk.fill(channel, fileBytes, durability);
        }
    }

    /** Makes durable which files are there, and that the directory itself is. */
    void force() throws IOException {
        Disk.forceDirectory(path);
        Disk.forceDirectory(path.getParent());
    }

    FileChannel open() throws IOException {
        return FileChannel.open(file(), READ, WRITE);
    }

    /** Removes the directory, the queue's file last: without it nothing else has a meaning. */
    void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (final Path file : files) {
                if (!file.equals(file())) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(file());
        Files.delete(path);
        Disk.forceDirectory(path.getParent());
    }

    /** Gives all of it a name under which no log looks for a segment. */
    void setAside() throws IOException {
        Files.move(path, aside(), ATOMIC_MOVE);
        Disk.forceDirectory(path.getParent());
    }

    /** Keeps some of its bytes in a file beside it. */
    void keep(final ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(aside(), CREATE_NEW, WRITE)) {
            Disk.write(channel, bytes);
            channel.force(true);
        }
        Disk.forceDirectory(path.getParent());
    }

    private Path aside() {
        int attempt = 1;
        Path aside = aside(attempt);
        while (Files.exists(aside)) {
            aside = aside(++attempt);
        }
        return aside;
    }

    private Path aside(final int attempt) {
        return path.resolveSibling(path.getFileName() + ".torn-" + attempt);
    }
}
