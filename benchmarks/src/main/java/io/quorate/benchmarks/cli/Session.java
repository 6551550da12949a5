package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.load.LatencyProfiler;
import io.quorate.benchmarks.noise.NoiseProfiler;
import io.quorate.results.JmhJson;
import io.quorate.results.ResultsException;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.Options;

/** A run under way: its folder in {@code results/runs}, and every run of JMH that goes into it. */
final class Session implements AutoCloseable {
    private static final String VERSIONS = "/io/quorate/benchmarks/versions.properties";

    private final Recording recording;
    private final RunFolder folder;
    private int failed;

    /**
     * Begins a run, and its folder.
     *
     * @param name        short, for people; letters, digits, dots and dashes
     * @param commandLine what was typed
     * @param params      the parameters of each benchmark, with all their values
     */
    Session(final String name, final List<String> commandLine,
            final List<SortedMap<String, List<String>>> params) {
        this(begin(name, commandLine, params));
    }

    /** Goes on with a run whose folder is there. */
    Session(final RunFolder folder) {
        this(new Recording(folder));
    }

    private Session(final Recording recording) {
        this.recording = recording;
        folder = recording.folder();
    }

    private static Recording begin(final String name, final List<String> commandLine,
            final List<SortedMap<String, List<String>>> params) {
        final SortedMap<String, String> settings = Catalogue.common(params);
        return Recording.begin(
                new RunPlan(name, commandLine, settings, seed(params), Jmh.flags()),
                settings.getOrDefault("dir", ""), VERSIONS);
    }

    /** Of those benchmarks that draw anything; 0 if none does, or if several seeds were typed. */
    private static long seed(final List<SortedMap<String, List<String>>> all) {
        final List<String> seeds = all.stream()
                .flatMap(params -> params.getOrDefault("seed", List.of()).stream())
                .distinct().toList();
        return seeds.size() == 1 && seeds.get(0).matches("-?\\d{1,18}")
                ? Long.parseLong(seeds.get(0)) : 0;
    }

    /** The run's folder. */
    Path path() {
        return folder.path();
    }

    /** Runs JMH once, and keeps its JSON; a benchmark that fails is counted, and the next runs. */
    void run(final Options options, final OutputFormat format) {
        final BenchmarkTally tally = new BenchmarkTally(format);
        final Path json = folder.nextJmhFile();
        try {
            new Runner(Jmh.withFlags(options, folder.jvmArgs())
                    .addProfiler(LatencyProfiler.class)
                    .addProfiler(NoiseProfiler.class)
                    .resultFormat(ResultFormatType.JSON)
                    .result(json.toString())
                    .build(), tally.format()).run();
            failed += tally.failed();
            if (tally.failed() == 0 && !JmhJson.isWhole(json)) {
                throw new ResultsException(json + " is not whole: JMH could not write it, as on a"
                        + " full disk; make room there and run the same again (compare: with"
                        + " --resume); " + folder.path() + " stays INCOMPLETE");
            }
        } catch (final NoBenchmarksException e) {
            throw Jmh.noBenchmark(options.getIncludes(), e);
        } catch (final RunnerException e) {
            throw Jmh.failed(e);
        }
    }

    /**
     * Goes on only if no benchmark has failed yet.
     *
     * @throws IllegalStateException if one did: the folder stays marked then
     */
    void check() {
        if (failed > 0) {
            throw new IllegalStateException(failed + (failed == 1 ? " benchmark" : " benchmarks")
                    + " failed, see above; " + folder.path() + " stays INCOMPLETE"
                    + Recording.wayOn(folder.commandLine()));
        }
    }

    /** Writes all that the end of the run needs room for; the folder stays marked. */
    void seal() {
        check();
        folder.seal();
    }

    /**
     * Ends the run and seals its folder.
     *
     * @throws IllegalStateException if a benchmark failed: the folder stays marked then
     */
    void finish() {
        check();
        folder.finish();
    }

    /** Lets go of the folder; one in which nothing was measured is deleted. */
    @Override
    public void close() {
        closeAll(List.of(this));
    }

    /**
     * The same for folders that can only be gone on with together: they are deleted if nothing was
     * measured in any of them.
     */
    static void closeAll(final List<Session> sessions) {
        final boolean isNothing = sessions.stream().allMatch(session -> session.folder.isEmpty());
        for (final Session session : sessions) {
            session.recording.close();
            if (isNothing) {
                session.folder.discardIfEmpty();
            }
        }
    }
}
