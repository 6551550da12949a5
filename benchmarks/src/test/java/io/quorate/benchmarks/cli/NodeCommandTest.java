package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.JvmFlags;
import io.quorate.benchmarks.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code quorate node} as a process of its own. */
@Timeout(240)
class NodeCommandTest {
    private static final String STANDALONE = """
            cluster.id = 7
            member.id  = 1
            member.1   = localhost:9001
            transport  = loopback
            storage    = memory
            """;

    @TempDir
    Path directory;

    @Test
    void aMemberAloneLeadsAndStopsInPeaceWhenAskedTo() throws Exception {
        final Process node = start(STANDALONE);
        try (BufferedReader out = node.inputReader()) {
            assertTrue(out.readLine().endsWith(
                    "member 1 of cluster 7: standalone; loopback, memory, memory"));
            assertTrue(readUntil(out, "leader of term 1"));

            node.toHandle().destroy();

            assertTrue(readUntil(out, "stopped"));
            assertEquals(0, node.waitFor());
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void aContradictionEndsWithOneSentenceThatNamesFileKeyAndRemedy() throws Exception {
        final Process node = start(STANDALONE + "durability = fsync\n");

        assertTrue(node.waitFor(120, TimeUnit.SECONDS));

        assertEquals(2, node.exitValue());
        final List<String> said = node.inputReader().lines().toList();
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.get(0).startsWith("quorate: " + directory.resolve("node.properties")
                + ": durability = fsync is more than storage = memory can keep; set"), said.get(0));
    }

    private static boolean readUntil(final BufferedReader out, final String end)
            throws IOException {
        String line = out.readLine();
        while (line != null && !line.endsWith(end)) {
            line = out.readLine();
        }
        return line != null;
    }

    private Process start(final String settings) throws IOException {
        final Path file = Files.writeString(directory.resolve("node.properties"), settings);
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "node", file.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
