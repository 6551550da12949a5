package io.quorate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    private static final String[] EVERY_PACKAGE_WE_NEED = {
        "jdk.internal.misc", "java.util.zip",
        "sun.nio.ch", "java.lang.reflect", "jdk.internal.ref"
    };

    @Test
    void theTestsThemselvesRunWithTheFlags() {
        assertDoesNotThrow(() -> JvmFlags.require(EVERY_PACKAGE_WE_NEED));
    }

    @Test
    void everyEntryOfTheListIsOneFlag() {
        assertTrue(JvmFlags.list().size() >= EVERY_PACKAGE_WE_NEED.length);
        for (final String flag : JvmFlags.list()) {
            assertTrue(flag.matches("-\\S+"), flag);
        }
    }

    @Test
    void aClosedPackageIsNamedByTheFlagThatOpensIt() {
        final IllegalStateException refusal = assertThrows(IllegalStateException.class,
                () -> JvmFlags.require("jdk.internal.misc", "jdk.internal.loader"));

        assertEquals("This JVM keeps packages closed that Quorate needs;"
                + " start java with --add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                refusal.getMessage());
    }

    @Test
    void aJvmStartedWithoutFlagsNamesEachMissingOne() throws Exception {
        final String output = runBare(List.of());

        for (final String name : EVERY_PACKAGE_WE_NEED) {
            assertTrue(output.contains("--add-opens=java.base/" + name + "=ALL-UNNAMED"), output);
        }
    }

    @Test
    void aJvmStartedWithTheListedFlagsSaysNothing() throws Exception {
        assertEquals("", runBare(JvmFlags.list()));
    }

    private static String runBare(List<String> flags) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Requirer.class.getName());
        final Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What an embedder's JVM would do. */
    static final class Requirer {
        private Requirer() {
        }

        public static void main(String[] args) {
            JvmFlags.require(EVERY_PACKAGE_WE_NEED);
        }
    }
}
