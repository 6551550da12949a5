package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private final String readme = read(Path.of("README.md"));

    @TempDir
    private Path results;

    @Test
    void everyColumnIsDocumented() {
        TrialFormat.columns().forEach(this::assertDocumented);
    }

    @Test
    void everyKeyOfARunIsDocumented() {
        final RunFolder run = new Runs(results).start("quick");
        run.finish();
        Json.tree(run.path().resolve("run.json")).fieldNames()
                .forEachRemaining(this::assertDocumented);
    }

    @Test
    void everySectionOfAnEnvironmentIsDocumented() {
        Environment.capture(results, Map.of()).sections().keySet().forEach(this::assertDocumented);
    }

    @Test
    void everyFileIsDocumented() throws IOException {
        final RunFolder run = new Runs(results).start("quick");
        new Runs(results).failovers(run, Map.of(), 1, 1, 40);
        run.finish();
        try (Stream<Path> files = Files.list(run.path())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertDocumented(file.getFileName().toString()));
        }
    }

    private void assertDocumented(final String name) {
        assertTrue(readme.contains("`" + name + "`"), name + " is not in results/README.md");
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
