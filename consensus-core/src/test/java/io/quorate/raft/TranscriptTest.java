package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenarios, word by word: each file of {@code transcripts/} is played by {@link Script} and has to
 * come out as it was recorded. {@code -Dquorate.record=true} records them anew; then read the
 * difference as you would read a change of the code.
 */
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final int CONTEXT = 6;

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("S-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theWordsAreTheRecordedOnes(final String name) throws IOException {
        final Path file = FOLDER.resolve(name);
        final List<String> recorded = Files.readAllLines(file);
        assertTrue(recorded.get(0).matches("# S-\\d\\d\\S* .+"), name + " has no header");
        final List<String> played = Script.play(recorded);
        if (Boolean.getBoolean("quorate.record")) {
            Files.write(file, played);
        } else if (!played.equals(recorded)) {
            fail(difference(name, recorded, played));
        }
    }

    private static String difference(final String name, final List<String> recorded,
            final List<String> played) {
        int at = 0;
        while (at < Math.min(recorded.size(), played.size())
                && recorded.get(at).equals(played.get(at))) {
            at++;
        }
        final List<String> told = new ArrayList<>();
        told.add(name + " differs from line " + (at + 1)
                + " on; -Dquorate.record=true records it anew");
        recorded.subList(Math.max(0, at - CONTEXT), at).forEach(line -> told.add("  " + line));
        recorded.subList(at, Math.min(recorded.size(), at + CONTEXT))
                .forEach(line -> told.add("- " + line));
        played.subList(at, Math.min(played.size(), at + CONTEXT))
                .forEach(line -> told.add("+ " + line));
        return String.join(System.lineSeparator(), told);
    }
}
