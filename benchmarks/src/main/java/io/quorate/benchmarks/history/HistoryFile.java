package io.quorate.benchmarks.history;

import io.quorate.benchmarks.history.Line.Outcome;
import io.quorate.check.KeyValueCall.Kind;
import io.quorate.check.KeyValueCall;
import io.quorate.check.Operation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A history as a file of one JSON object a line, in the order of the calls.
 * <pre>
 *   {"client":3,"op":"cas","key":"k1","value":17,"expect":12,"result":true,
 *    "call":1200345,"return":1400678,"outcome":"ok"}
 * </pre>
 * Values are whole numbers, {@code null} for a key without one; times are nanoseconds of one clock,
 * {@code return} is null where the outcome is unknown. {@code result} is what a get found, or
 * whether a compare-and-set found what it expected.
 */
public final class HistoryFile {
    private HistoryFile() {
    }

    /** Writes a history. */
    public static void write(final Path file, final List<Line> lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (final Line line : lines) {
                out.write(json(line));
                out.newLine();
            }
        }
    }

    static String json(final Line line) {
        final Operation<KeyValueCall> operation = line.operation();
        final KeyValueCall call = operation.call();
        final boolean isOk = line.outcome() == Outcome.OK;
        return "{\"client\":" + operation.client()
                + ",\"op\":\"" + lowercase(call.kind()) + '"'
                + ",\"key\":\"" + operation.key() + '"'
                + ",\"value\":" + (call.kind() == Kind.GET ? "null" : number(call.value()))
                + ",\"expect\":" + (call.kind() == Kind.CAS ? number(call.expect()) : "null")
                + ",\"result\":" + (isOk ? result(call) : "null")
                + ",\"call\":" + operation.callNs()
                + ",\"return\":" + (operation.isAnswered() ? operation.returnNs() : "null")
                + ",\"outcome\":\"" + lowercase(line.outcome()) + "\"}";
    }

    private static String lowercase(final Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String number(final long value) {
        return value == KeyValueCall.ABSENT ? "null" : Long.toString(value);
    }

    private static String result(final KeyValueCall call) {
        return switch (call.kind()) {
            case GET -> number(call.result());
            case PUT -> "null";
            case CAS -> Boolean.toString(call.result() == 1);
        };
    }

    /**
     * Reads a history.
     *
     * @throws HistoryException if a line is not what it should be, naming it
     */
    public static List<Line> read(final Path file) throws IOException {
        final List<Line> lines = new ArrayList<>();
        int number = 0;
        for (final String text : Files.readAllLines(file)) {
            number++;
            if (!text.isBlank()) {
                lines.add(new LineReader(file + ", line " + number, text).read());
            }
        }
        return lines;
    }
}
