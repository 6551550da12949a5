package io.quorate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EmbeddingExampleTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "io", "quorate", "EmbeddingExample.java");

    @Test
    void theExampleCountsOnAfterItsLeaderLeft() {
        final PrintStream console = System.out;
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            EmbeddingExample.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        final String text = printed.toString(UTF_8);
        assertTrue(Pattern.compile("COMMITTED at \\d+: 1\\s+COMMITTED at \\d+: 21\\s+"
                + "COMMITTED at \\d+: 321\\s+").matcher(text).matches(), text);
    }

    @Test
    void theReadmeShowsTheExampleAsItIs() throws IOException {
        final String readme = Files.exists(README) ? Files.readString(README) : "";
        assumeTrue(readme.contains("EmbeddingExample"));
        final String source = Files.readString(SOURCE);
        final String example = source.substring(source.indexOf("public final class"));
        assertTrue(readme.contains("```java\n" + example + "```"),
                "README.md must show EmbeddingExample from its class line on");
    }
}
