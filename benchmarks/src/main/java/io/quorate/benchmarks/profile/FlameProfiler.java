package io.quorate.benchmarks.profile;

import io.quorate.benchmarks.load.Params;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import one.profiler.AsyncProfiler;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Samples the measured iterations of a fork, and writes a flame graph at the end of the last one.
 * JMH's own profiler of that kind names a directory by all parameters, and some of our benchmarks
 * have more of them than a file's name may have letters.
 */
public final class FlameProfiler implements InternalProfiler {
    private final AsyncProfiler profiler;
    private final String event;
    private final Path directory;
    private int iterations;

    /**
     * Made by JMH in each fork.
     *
     * @param options what {@link FlameGraphs#options} says
     * @throws IOException if the directory can't be made
     */
    public FlameProfiler(final String options) throws IOException {
        final String[] words = options.split(";", 3);
        profiler = AsyncProfiler.getInstance(words[0]);
        event = words[1];
        directory = Files.createDirectories(Path.of(words[2]));
    }

    @Override
    public String getDescription() {
        return "A flame graph of the measured iterations, by async-profiler";
    }

    @Override
    public void beforeIteration(final BenchmarkParams benchmark, final IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            execute((iterations == 0 ? "start" : "resume") + ",event=" + event);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(final BenchmarkParams benchmark,
            final IterationParams iteration, final IterationResult result) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            execute("stop");
            iterations++;
            if (iterations == iteration.getCount()) {
                execute("dump,flamegraph,title=" + title(benchmark) + ",file=" + file(benchmark));
            }
        }
        return List.of();
    }

    private void execute(final String command) {
        try {
            profiler.execute(command);
        } catch (final IOException e) {
            throw new IllegalStateException("async-profiler cannot " + command, e);
        }
    }

    /** A comma would end it. */
    private static String title(final BenchmarkParams benchmark) {
        return Params.name(name(benchmark), Params.of(benchmark)).replace(',', '.');
    }

    private static String name(final BenchmarkParams benchmark) {
        final String full = benchmark.getBenchmark();
        return full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1)
                .replace("Benchmark.", ".");
    }

    /** The first number that no other fork has taken. */
    private Path file(final BenchmarkParams benchmark) {
        for (int number = 1;; number++) {
            final Path file =
                    directory.resolve(String.format("%s-%02d.html", name(benchmark), number));
            if (!Files.exists(file)) {
                return file;
            }
        }
    }
}
