package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HistoryCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aRealClusterUnderEveryKindOfFaultIsLinearizable() throws IOException {
        final Path file = directory.resolve("history.jsonl");

        assertEquals(0, run("--ops", "15000", "--out", file.toString()), out::toString);

        assertEquals(15_000, Files.readAllLines(file).size());
        assertTrue(out.toString().contains("linearizable: "), out.toString());
        assertEquals(0, run("--check", file.toString()), out::toString);
    }

    @Test
    void aStaleReadInAFileIsFoundAndShown() throws IOException {
        final Path file = Files.write(directory.resolve("stale.jsonl"), List.of(
                line("put", "1", "null", 10, 20), line("put", "2", "null", 30, 40),
                line("get", "null", "1", 50, 60)));

        assertEquals(1, run("--check", file.toString()));

        assertTrue(out.toString().contains("not linearizable: key a"), out.toString());
        assertTrue(out.toString().contains("get -> 1"), out.toString());
    }

    private static String line(final String op, final String value, final String result,
            final int callNs, final int returnNs) {
        return "{\"client\":1,\"op\":\"" + op + "\",\"key\":\"a\",\"value\":" + value
                + ",\"expect\":null,\"result\":" + result + ",\"call\":" + callNs
                + ",\"return\":" + returnNs + ",\"outcome\":\"ok\"}";
    }

    private int run(final String... typed) {
        final String[] arguments = new String[typed.length + 1];
        arguments[0] = "history";
        System.arraycopy(typed, 0, arguments, 1, typed.length);
        final PrintWriter printer = new PrintWriter(out, true);
        return new Quorate(printer, printer).run(arguments);
    }
}
