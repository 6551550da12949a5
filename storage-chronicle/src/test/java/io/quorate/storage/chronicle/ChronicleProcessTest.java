package io.quorate.storage.chronicle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.JvmFlags;
import io.quorate.port.Durability;
import io.quorate.port.Storage;
import io.quorate.port.StorageFactory.Settings;
import io.quorate.wire.EntryType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user sees of Chronicle: nothing. Chronicle mutes itself where it finds JUnit, so a process
 * without it is asked, and without a logger besides, which would hide what is printed.
 */
class ChronicleProcessTest {
    @TempDir
    Path home;

    @TempDir
    Path workingDirectory;

    private Path output;

    @BeforeEach
    void createOutput() throws IOException {
        output = Files.createTempFile("chronicle", ".out");
        output.toFile().deleteOnExit();
    }

    @Test
    void aProcessPrintsNothingAndLeavesNothingButItsStorage() throws Exception {
        assertEquals(0, run(JvmFlags.list()));
        assertEquals("", Files.readString(output));
        assertEquals(Set.of(), names(home));
        assertEquals(Set.of("node"), names(workingDirectory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sun.nio.ch", "java.lang.reflect", "jdk.internal.ref"})
    void aMissingFlagIsNamed(final String missing) throws Exception {
        final List<String> flags = JvmFlags.list().stream()
                .filter(flag -> !flag.contains("/" + missing)).toList();
        assertEquals(1, run(flags));
        final String said = Files.readString(output);
        assertTrue(said.contains("--add-opens=java.base/" + missing + "=ALL-UNNAMED"), said);
        assertEquals(Set.of(), names(workingDirectory));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jnr.ffi.Runtime", "com.kenai.jffi.Foreign", "com.sun.jna.Native",
        "net.openhft.chronicle.analytics.Analytics"})
    void whatWeDoWithoutIsNotThere(final String className) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(className));
    }

    private int run(final List<String> flags) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Duser.home=" + home, "-cp", classPath(), User.class.getName()));
        final Process process = new ProcessBuilder(command).directory(workingDirectory.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(120, SECONDS), "the process does not end");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("junit") && !entry.contains("slf4j-nop"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Set<String> names(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** A program of its own that uses a log, over several segments and twice. */
    static final class User {
        private static final int PAYLOAD = 4 << 10;

        private User() {
        }

        /** Leaves by the end of its main thread, which no thread of Chronicle's may hold up. */
        public static void main(final String[] args) {
            use(1);
            use(100);
        }

        private static void use(final int truncateFrom) {
            final Settings settings = new Settings(Path.of("node").toAbsolutePath(), 7, 1,
                    Durability.FSYNC, true, 64 << 10, PAYLOAD);
            try (Storage storage = new ChronicleStorageFactory().open(settings)) {
                for (int i = 0; i < 100; i++) {
                    storage.log().append(1, EntryType.COMMAND,
                            new UnsafeBuffer(new byte[PAYLOAD]), 0, PAYLOAD);
                    storage.log().endBatch();
                }
                storage.log().truncateFrom(truncateFrom);
            }
        }
    }
}
