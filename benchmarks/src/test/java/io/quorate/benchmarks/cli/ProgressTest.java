package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.format.OutputFormat;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), false, 2);

    @Test
    void itSaysWhatRunsWhichOfHowManyAndHowMuchTimeIsLeft() {
        progress.begin("floor", 10, 20, 40);
        progress.begin("commits", 10, 40, 0);

        assertEquals("[1/2] floor, about 60 s left\n[2/2] commits, about 40 s left\n", text());
    }

    @Test
    void whatForksSayIsKeptBackUntilOneFails() {
        progress.begin("floor", 10, 20, 40);
        progress.startBenchmark(null);
        progress.println("# Warmup Iteration 1");
        assertFalse(text().contains("Warmup"));

        progress.println("<failure>");
        progress.println("lost: command 7");
        assertTrue(text().contains("<failure>\nlost: command 7\n"), text());
    }

    @Test
    void aBenchmarkThatBeginsAndDoesNotEndHasFailed() {
        final BenchmarkTally tally = new BenchmarkTally(progress);
        final OutputFormat format = tally.format();

        format.startBenchmark(null);

        assertEquals(1, tally.failed());
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
