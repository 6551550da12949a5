package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.TransportException;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AeronDirectoryTest {
    @Test
    void everyNameIsNewAndCarriesTheProcess() {
        final String one = AeronDirectory.fresh();

        assertNotEquals(one, AeronDirectory.fresh());
        assertTrue(one.contains("quorate-aeron-" + ProcessHandle.current().pid() + "-"), one);
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingElse() throws Exception {
        final Path parent = Path.of(AeronDirectory.fresh()).getParent();
        final Path orphan = Files.createDirectory(parent.resolve(
                "quorate-aeron-" + pidOfOneThatEnded() + "-1"));
        Files.writeString(orphan.resolve("cnc.dat"), "half a header");
        final Path own = Files.createDirectory(parent.resolve(
                "quorate-aeron-" + ProcessHandle.current().pid() + "-0"));
        final Path strange = Files.createDirectories(parent.resolve("quorate-aeron-me-1"));
        try {
            AeronDirectory.fresh();

            assertFalse(Files.exists(orphan));
            assertTrue(Files.exists(own));
            assertTrue(Files.exists(strange));
        } finally {
            Files.deleteIfExists(own);
            Files.deleteIfExists(strange);
        }
    }

    @Test
    void whatAProcessHoldsStaysWhateverItsTimesTell() throws Exception {
        final Path parent = Path.of(AeronDirectory.fresh()).getParent();
        final Path unseen = Files.createDirectory(parent.resolve(
                "quorate-aeron-" + pidOfOneThatEnded() + "-1"));
        Files.writeString(unseen.resolve("cnc.dat"), "half a header");
        try (Closeable hold = AeronDirectory.hold(unseen.toString())) {
            assertNotNull(hold);
            AeronDirectory.fresh();
            assertTrue(Files.exists(unseen));
        }
        AeronDirectory.fresh();
        assertFalse(Files.exists(unseen));
    }

    @Test
    void anEmbeddedDriverHoldsItsDirectory() {
        try (AeronDriver driver = AeronDriver.invoked()) {
            assertTrue(Files.exists(Path.of(driver.directory(), "held")));
        }
    }

    @Test
    void whoeverWasKilledWhileItStartedHoldsUpNobodyAndIsRemovedInTheEnd() throws Exception {
        final Path parent = Path.of(AeronDirectory.fresh()).getParent();
        final Path begun = Files.createDirectory(parent.resolve(
                "quorate-aeron-" + pidOfOneThatEnded() + "-1"));
        final Path state = Files.write(begun.resolve("cnc.dat"), new byte[1 << 20]);

        AeronDirectory.fresh();
        assertTrue(Files.exists(begun), "it may be about to start, where it can't be seen");
        Files.setLastModifiedTime(state, FileTime.from(Instant.now().minusSeconds(60)));
        AeronDirectory.fresh();
        assertFalse(Files.exists(begun));
    }

    @Test
    void aDriverThatNeverCameToRunIsNone(@TempDir final Path directory) throws Exception {
        Files.write(directory.resolve("cnc.dat"), new byte[1 << 20]);
        final TransportException refusal = assertThrows(TransportException.class,
                () -> AeronDriver.external(directory.toString()));
        assertTrue(refusal.getMessage().startsWith("no Aeron media driver is running in "
                + directory), refusal.getMessage());
    }

    private static long pidOfOneThatEnded() throws Exception {
        final Process java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, java.waitFor());
        return java.pid();
    }
}
