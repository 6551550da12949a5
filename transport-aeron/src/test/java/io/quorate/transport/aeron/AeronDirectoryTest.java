package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
