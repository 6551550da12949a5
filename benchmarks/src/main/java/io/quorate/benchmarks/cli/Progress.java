package io.quorate.benchmarks.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Shows JMH's progress as one line: what runs, which of how many, and how much time is left.
 * <pre>
 * [4/6] failover of a crashed leader: 23 of 80 done, about 70 s left
 * </pre>
 * On a terminal the line is rewritten; elsewhere there is one for each stage. What a fork prints is
 * kept back, and its end shown if the fork fails.
 */
public final class Progress implements OutputFormat {
    private static final int KEPT_LINES = 40;
    private static final long REPAINT_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintStream out;
    private final boolean isTerminal;
    private final int stages;
    private final Deque<String> kept = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private int stage;
    private String title;
    private int done;
    private int planned;
    private int secondsAfter;
    private int seconds;
    private long startNs;
    private long paintedNs;
    private boolean isFailing;

    /** The progress of so many stages, on standard output. */
    public static Progress of(final int stages) {
        return new Progress(System.out, QuickCommand.isTerminal(), stages);
    }

    /** The progress of so many stages. */
    Progress(final PrintStream out, final boolean isTerminal, final int stages) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.stages = stages;
    }

    /**
     * Begins the next stage.
     *
     * @param iterations   how many iterations it has, over all its forks
     * @param seconds      how long it should take
     * @param secondsAfter how long all stages after it should take
     */
    public void begin(final String title, final int iterations, final int seconds,
            final int secondsAfter) {
        stage++;
        this.title = title;
        this.planned = iterations;
        this.seconds = seconds;
        this.secondsAfter = secondsAfter;
        done = 0;
        startNs = System.nanoTime();
        paint();
        if (!isTerminal) {
            out.println();
        }
    }

    /** Ends the last stage's line. */
    public void end() {
        if (isTerminal) {
            out.print("\r" + " ".repeat(78) + "\r");
        }
        out.flush();
    }

    /** Says that one more iteration is done. */
    public void tick() {
        done++;
        if (isTerminal && System.nanoTime() - paintedNs > REPAINT_NS) {
            paint();
        }
    }

    private void paint() {
        paintedNs = System.nanoTime();
        final long passed = TimeUnit.NANOSECONDS.toSeconds(paintedNs - startNs);
        final long left = secondsAfter + Math.max(1, seconds - passed);
        final String text = "[" + stage + "/" + stages + "] " + title
                + (done == 0 ? "" : ": " + Math.min(done, planned) + " of " + planned + " done")
                + ", about " + left + " s left";
        out.print(isTerminal ? "\r" + text + " ".repeat(Math.max(0, 78 - text.length())) : text);
        out.flush();
    }

    @Override
    public void iterationResult(final BenchmarkParams benchmark, final IterationParams iteration,
            final int number, final IterationResult result) {
        tick();
    }

    @Override
    public void println(final String text) {
        print(text + "\n");
    }

    @Override
    public void print(final String text) {
        for (int i = 0; i < text.length(); i++) {
            keep(text.charAt(i));
        }
    }

    @Override
    public void write(final int character) {
        keep((char) character);
    }

    @Override
    public void write(final byte[] bytes) {
        print(new String(bytes, StandardCharsets.UTF_8));
    }

    private void keep(final char character) {
        if (character != '\n') {
            line.append(character);
            return;
        }
        final String text = line.toString();
        line.setLength(0);
        isFailing |= text.contains("<failure>") || text.contains("<forked VM failed");
        if (isFailing) {
            out.println((kept.isEmpty() ? "\n" : "") + text);
        } else {
            kept.add(text);
            if (kept.size() > KEPT_LINES) {
                kept.remove();
            }
        }
    }

    @Override
    public void startBenchmark(final BenchmarkParams benchmark) {
        isFailing = false;
    }

    @Override
    public void iteration(final BenchmarkParams benchmark, final IterationParams iteration,
            final int number) {
        // its result is the news
    }

    @Override
    public void endBenchmark(final BenchmarkResult result) {
        // shown in the table at the end
    }

    @Override
    public void startRun() {
        // shown by begin
    }

    @Override
    public void endRun(final Collection<RunResult> results) {
        // shown in the table at the end
    }

    @Override
    public void verbosePrintln(final String text) {
        // for those who run JMH itself
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
