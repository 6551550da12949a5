package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    @TempDir
    private Path results;

    @Test
    void theFiguresAreCopiedAndThePlacesAreNot() throws IOException {
        final Runs runs = new Runs(results).fact("jvm", "arguments", "-Dhome=" + results)
                .fact("kernel", "command_line", "mitigations=auto isolcpus=1 init=/x -- --port 1");
        final Path run = runs.failoverRun("quick", 10, 70);
        final Path to = results.resolve("recorded");

        Publication.copy(RecordedRun.open(run), to, results);

        final String environment = Files.readString(to.resolve("env.json"));
        assertFalse(environment.contains(results.toString()), environment);
        assertTrue(environment.contains("-Dhome=."), environment);
        assertTrue(environment.contains("\"mitigations=auto isolcpus=1\""), environment);
        assertEquals(Files.readString(run.resolve("trials.csv")),
                Files.readString(to.resolve("trials.csv")));
        assertEquals(to, RecordedRun.open(to).path(), "the seal of the copy holds");
    }

    @Test
    void theTextForPeopleIsTreatedAlike() {
        assertEquals("  command_line   psi=1\n  path  ./logs\n",
                Publication.shown("  command_line   quiet psi=1 -- x\n  path  /home/me/logs\n",
                        "/home/me"));
    }
}
