package io.quorate.storage.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueFileTest {
    private static final int FILE_BYTES = 64 << 10;
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    @Test
    void whatWasPublishedIsFoundByAWalk() throws IOException {
        try (QueueFile file = make(FILE_BYTES)) {
            for (int i = 1; i <= 100; i++) {
                write(file, i, 8 * i % 136);
            }
        }
        final Documents documents = walk();
        for (int i = 1; i <= 100; i++) {
            assertTrue(documents.next());
            final int start = aligned(documents.start());
            assertEquals(i, content().getLong(start));
            assertEquals(8 + 8 * i % 136, documents.end() - start);
        }
        assertFalse(documents.next());
    }

    @Test
    void anOpenDocumentIsNotFound() throws IOException {
        final QueueFile file = make(FILE_BYTES);
        write(file, 1, 32);
        final int start = file.open();
        file.memory().putLong(start, 2);
        final Documents documents = walk();
        assertTrue(documents.next());
        assertFalse(documents.next());
        file.close();
    }

    @Test
    void aWalkStopsWhereALengthPointsBeyondTheFile() throws IOException {
        try (QueueFile file = make(FILE_BYTES)) {
            write(file, 1, 32);
            write(file, 2, 32);
        }
        final UnsafeBuffer content = content();
        final Documents sound = new Documents(content, FILE_BYTES);
        assertTrue(sound.next());
        content.putInt(sound.position(), 0x3FFF_FFF0);
        final Documents documents = new Documents(content, FILE_BYTES);
        assertTrue(documents.next());
        assertFalse(documents.next());
    }

    @Test
    void aWalkOfRandomBytesEnds() {
        final byte[] bytes = new byte[FILE_BYTES];
        for (int seed = 0; seed < 1_000; seed++) {
            new Random(seed).nextBytes(bytes);
            final Documents documents = new Documents(new UnsafeBuffer(bytes), FILE_BYTES);
            while (documents.next()) {
                assertTrue(documents.end() <= FILE_BYTES);
            }
        }
    }

    @Test
    void chronicleReadsTheFileAsItsOwn() throws IOException {
        try (QueueFile file = make(FILE_BYTES)) {
            write(file, 1, 32);
            write(file, 2, 64);
        }
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(directory)
                .rollCycle(OnlyCycle.INSTANCE).timeProvider(OnlyCycle.INSTANCE).readOnly(true)
                .build(); ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 1; i <= 2; i++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    assertTrue(document.isPresent());
                    final Bytes<?> bytes = document.wire().bytes();
                    assertEquals(i, bytes.readLong(aligned((int) bytes.readPosition())));
                }
            }
        }
    }

    @Test
    void aFileFillsToItsEndAndNotBeyond() throws IOException {
        try (QueueFile file = make(FILE_BYTES)) {
            long i = 0;
            int end = 0;
            while (end + 8 + 1024 <= FILE_BYTES) {
                end = write(file, ++i, 1016);
            }
            assertTrue(i >= 57, "only " + i + " KiB of 64");
        }
        assertEquals(2 * FILE_BYTES, Files.size(path()));
        final byte[] bytes = Files.readAllBytes(path());
        assertArrayEquals(new byte[FILE_BYTES], Arrays.copyOfRange(bytes, FILE_BYTES,
                bytes.length), "nothing lies in the sparse rest");
    }

    @Test
    void publishingADocumentComesToAllocateNothing() throws IOException {
        try (QueueFile file = make(64 << 20)) {
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < 40 && allocated > 0; round++) {
                final long before = allocatedBytes();
                for (int i = 0; i < 10_000; i++) {
                    write(file, i, 120);
                }
                allocated = allocatedBytes() - before;
            }
            assertEquals(0, allocated, "bytes for 10,000 documents, once compiled");
        }
    }

    private QueueFile make(final int fileBytes) throws IOException {
        Quiet.please();
        Files.write(directory.resolve(OnlyCycle.NAME + ".precreated"), new byte[fileBytes]);
        return new QueueFile(directory, fileBytes);
    }

    private static int write(final QueueFile file, final long first, final int more) {
        final int start = file.open();
        file.memory().putLong(start, first);
        file.memory().setMemory(start + Long.BYTES, more, (byte) 7);
        final int end = start + Long.BYTES + more;
        file.publish(end);
        return end;
    }

    private static int aligned(final int position) {
        return BitUtil.align(position, QueueFile.ALIGNMENT);
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private Path path() {
        return directory.resolve(OnlyCycle.NAME + ".cq4");
    }

    private UnsafeBuffer content() throws IOException {
        return new UnsafeBuffer(Files.readAllBytes(path()));
    }

    private Documents walk() throws IOException {
        return new Documents(content(), FILE_BYTES);
    }
}
