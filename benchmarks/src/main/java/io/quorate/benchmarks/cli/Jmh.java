package io.quorate.benchmarks.cli;

import io.quorate.JvmFlags;
import io.quorate.benchmarks.load.LatencyProfiler;
import io.quorate.benchmarks.profile.PhasesProfiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH as its users know it, but that its forks are started with the flags that Quorate needs. */
public final class Jmh {
    private static final String UNCHECKED = "-Dagrona.disable.bounds.checks=true";

    private static final Map<String, String> PROFILERS = Map.of(
            "phases", PhasesProfiler.class.getName(), "latency", LatencyProfiler.class.getName());

    private Jmh() {
    }

    /**
     * Runs JMH's command line.
     *
     * @throws BadInputException for what JMH cannot parse, or if no benchmark has such a name
     */
    public static int run(final String... arguments) throws IOException {
        final CommandLineOptions typed = parse(arguments);
        if (isQuestion(typed)) {
            org.openjdk.jmh.Main.main(arguments);      // it answers, and runs nothing
            return 0;
        }
        try {
            new Runner(withFlags(typed, List.of()).build()).run();
            return 0;
        } catch (final NoBenchmarksException e) {
            throw noBenchmark(typed.getIncludes(), e);
        } catch (final RunnerException e) {
            throw failed(e);
        }
    }

    /** Why JMH gave up, and what to do if it is known. */
    static IllegalStateException failed(final RunnerException failure) {
        return new IllegalStateException(String.valueOf(failure.getMessage()).contains("JMH lock")
                ? "another run of JMH is under way on this machine, and two at a time would measure"
                        + " each other: nothing was run; wait until it has ended, and type the same"
                        + " again (JAVA_TOOL_OPTIONS=-Djmh.ignoreLock=true runs all the same)"
                : failure.getMessage(), failure);
    }

    static CommandLineOptions parse(final String... arguments) {
        try {
            return new CommandLineOptions(withProfilers(arguments));
        } catch (final CommandLineOptionException e) {
            throw new BadInputException("JMH does not understand this: " + e.getMessage()
                    + "; -h lists its options", e);
        }
    }

    /** JMH knows its own profilers by short names; ours have some too. */
    private static String[] withProfilers(final String... arguments) {
        final String[] words = arguments.clone();
        for (int i = 1; i < words.length; i++) {
            if (words[i - 1].equals("-prof")) {
                words[i] = PROFILERS.getOrDefault(words[i], words[i]);
            }
        }
        return words;
    }

    /** Whether JMH is asked for help or for a list, and not to run. */
    static boolean isQuestion(final CommandLineOptions typed) {
        return typed.shouldHelp() || typed.shouldList() || typed.shouldListWithParams()
                || typed.shouldListProfilers() || typed.shouldListResultFormats();
    }

    static BadInputException noBenchmark(final List<String> includes, final Throwable cause) {
        return new BadInputException("no benchmark's name matches " + String.join(" or ", includes)
                + "; \"quorate list\" names them all", cause);
    }

    /**
     * The flags of every fork: those of the build, and one that turns Agrona's checks of each
     * access off, as its authors do where they measure. Tests have them on.
     */
    public static List<String> flags() {
        return Stream.concat(JvmFlags.list().stream(), Stream.of(UNCHECKED)).toList();
    }

    /**
     * Options for forks with Quorate's flags, more of ours, and then what was asked for by
     * {@code -jvmArgsPrepend}.
     */
    static ChainedOptionsBuilder withFlags(final Options typed, final List<String> more) {
        final Collection<String> flags = new ArrayList<>(flags());
        flags.addAll(more);
        flags.addAll(typed.getJvmArgsPrepend().orElse(List.of()));
        return new OptionsBuilder().parent(typed).jvmArgsPrepend(flags.toArray(String[]::new));
    }
}
