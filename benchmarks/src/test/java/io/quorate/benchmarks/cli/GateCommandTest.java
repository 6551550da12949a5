package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
    @TempDir
    private Path temp;
    private final StringWriter out = new StringWriter();

    private int gate(final String... more) {
        final String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"gate", "--exact", "--baseline",
            temp.resolve("exact.properties").toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return new Quorate(new PrintWriter(out), new PrintWriter(out)).run(words);
    }

    @Test
    void theSameCodeCountsTheSameAndAnyChangeIsOne() throws IOException {
        assertEquals(2, gate(), "there is no baseline yet");
        assertEquals(0, gate("--update"));
        assertEquals(0, gate());
        final Path file = temp.resolve("exact.properties");
        Files.writeString(file, Files.readString(file).replaceFirst("messages = ", "messages = 1"));
        assertEquals(1, gate());
        assertTrue(out.toString().contains("CHANGED"), out.toString());
    }

    @Test
    void figuresGoBetweenTheirMarksAndNowhereElse() {
        final String begin = "<!-- figures of results/recorded, by quorate publish -->";
        final String end = "<!-- end of figures -->";
        assertEquals("a\n" + begin + "\n\nnew\n" + end + "\nb", PublishCommand.withFigures(
                "a\n" + begin + "\nold\n" + end + "\nb", "new"));
        assertThrows(BadInputException.class, () -> PublishCommand.withFigures("a", "new"));
    }
}
