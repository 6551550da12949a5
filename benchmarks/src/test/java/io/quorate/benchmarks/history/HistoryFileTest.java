package io.quorate.benchmarks.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.history.Line.Outcome;
import io.quorate.check.KeyValueCall;
import io.quorate.check.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryFileTest {
    private static final List<Line> LINES = List.of(
            line(1, KeyValueCall.put(7).answered(0), 10, 20, Outcome.OK),
            line(2, KeyValueCall.get().answered(7), 15, 25, Outcome.OK),
            line(3, KeyValueCall.get().answered(KeyValueCall.ABSENT), 1, 5, Outcome.OK),
            line(1, KeyValueCall.cas(7, 8).answered(1), 30, 40, Outcome.OK),
            line(2, KeyValueCall.cas(KeyValueCall.ABSENT, 9), 31, 44, Outcome.FAIL),
            line(3, KeyValueCall.put(10), 50, Operation.NEVER, Outcome.UNKNOWN));

    @TempDir
    Path directory;

    private static Line line(final int client, final KeyValueCall call, final long callNs,
            final long returnNs, final Outcome outcome) {
        return new Line(new Operation<>(client, "k1", call, callNs, returnNs), outcome);
    }

    @Test
    void aLineIsOneJsonObjectWithAllFieldsInTheirOrder() {
        assertEquals("{\"client\":1,\"op\":\"cas\",\"key\":\"k1\",\"value\":8,\"expect\":7,"
                + "\"result\":true,\"call\":30,\"return\":40,\"outcome\":\"ok\"}",
                HistoryFile.json(LINES.get(3)));
        assertEquals("{\"client\":3,\"op\":\"put\",\"key\":\"k1\",\"value\":10,\"expect\":null,"
                + "\"result\":null,\"call\":50,\"return\":null,\"outcome\":\"unknown\"}",
                HistoryFile.json(LINES.get(5)));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        final Path file = directory.resolve("history.jsonl");
        HistoryFile.write(file, LINES);
        final List<Line> read = HistoryFile.read(file);
        assertEquals(LINES.stream().map(HistoryFile::json).toList(),
                read.stream().map(HistoryFile::json).toList());
        assertEquals(LINES.get(1).operation(), read.get(1).operation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"client\":1                                | is no JSON object: ",
        "{\"op\":\"move\"}                            | has op 'move', which is none of [get, p",
        "{\"op\":\"get\",\"outcome\":\"lost\"}        | has outcome 'lost', which is none of [o",
        "{\"op\":\"get\",\"outcome\":\"fail\"}        | has no whole number as client",
        "{\"op\":\"get\",\"outcome\":\"ok\",\"return\":null} | has outcome ok and no return",
    })
    void aLineThatIsNoneIsNamedWithWhatIsWrong(final String text, final String sentence)
            throws IOException {
        final Path file = Files.writeString(directory.resolve("bad.jsonl"),
                HistoryFile.json(LINES.get(0)) + "\n" + text + "\n");
        final String said = assertThrows(HistoryException.class, () -> HistoryFile.read(file))
                .getMessage();
        assertTrue(said.startsWith(file + ", line 2 " + sentence), said);
    }
}
