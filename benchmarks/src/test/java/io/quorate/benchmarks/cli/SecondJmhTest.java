package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While another JMH holds its lock on this machine; here it is this JVM, or another already. */
class SecondJmhTest {
    private static final String HOME = "quorate.home";

    @TempDir
    private Path home;
    private final StringWriter err = new StringWriter();
    private final String homeBefore = System.getProperty(HOME);
    private FileChannel channel;
    private FileLock lock;

    @BeforeEach
    void lock() throws Exception {
        System.setProperty(HOME, home.toString());
        channel = FileChannel.open(Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = channel.tryLock();
    }

    @AfterEach
    void unlock() throws Exception {
        if (lock != null) {
            lock.release();
        }
        channel.close();
        if (homeBefore == null) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, homeBefore);
        }
    }

    private void assertRefused(final String... words) throws Exception {
        final int code = new Quorate(new PrintWriter(new StringWriter()),
                new PrintWriter(err, true)).run(words);

        assertEquals(ExitCode.FAILED, code, err.toString());
        assertTrue(err.toString().startsWith("quorate: another run of JMH is under way")
                && err.toString().contains("wait until it has ended"), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        final Path runs = home.resolve("results").resolve("runs");
        try (Stream<Path> left = Files.exists(runs) ? Files.list(runs) : Stream.empty()) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aComparisonSaysWhatIsWrongAndLeavesNoFolder() throws Exception {
        assertRefused("compare", "heartbeatMs=10", "heartbeatMs=20", "--ab-forks", "2",
                "--trials", "1");
    }

    @Test
    void aRunSaysWhatIsWrongAndLeavesNoFolder() throws Exception {
        assertRefused("run", "HarnessBenchmark", "-f", "1");
    }

    @Test
    void plainJmhSaysWhatIsWrong() throws Exception {
        assertRefused("HarnessBenchmark", "-f", "1");
    }

    @Test
    void whatCanBeGoneOnWithNamesTheWay() {
        assertEquals("; go on with it: \"quorate compare A B --resume\"",
                Recording.wayOn(List.of("compare", "A", "B")));
        assertTrue(Recording.wayOn(List.of("sweep", "timeout=50")).contains("goes on"));
        assertEquals("", Recording.wayOn(List.of("run", "Failover")));
    }
}
