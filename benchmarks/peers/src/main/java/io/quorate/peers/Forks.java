package io.quorate.peers;

import io.quorate.benchmarks.cli.Jmh;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs that measure, one at a time, each like all others but for the peer. */
final class Forks {
    private static final List<String> HEAP =
            List.of("-Xms3g", "-Xmx3g", "-XX:+UseParallelGC", "-XX:-UsePerfData");

    /**
     * With fewer, a task that a {@code CompletableFuture} runs elsewhere gets a thread of its own
     * up to JDK 24: on two cores, two new threads for each command of Ratis.
     */
    private static final String POOL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2";

    private final List<String> recording;

    /** Forks that record in a run, by its arguments. */
    Forks(final List<String> recording) {
        this.recording = recording;
    }

    /** Measures a peer; {@code onStep} is told of each step that is done. */
    ForkResult run(final PeerKind kind, final ForkPlan plan, final Runnable onStep) {
        final List<String> words = new ArrayList<>();
        words.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
        words.addAll(Jmh.flags());
        words.addAll(HEAP);
        words.add(POOL);
        words.addAll(recording);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Fork.class.getName(),
                kind.label()));
        words.addAll(plan.arguments());
        try {
            return watch(new ProcessBuilder(words).redirectErrorStream(true).start(), onStep);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start a JVM to measure " + kind.label(), e);
        }
    }

    private static ForkResult watch(final Process process, final Runnable onStep)
            throws IOException {
        final ForkResult result = new ForkResult();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (result.onLine(line)) {
                    onStep.run();
                }
            }
            result.onExit(process.waitFor());
            return result;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fork was measuring", e);
        } finally {
            process.destroy();
        }
    }
}
