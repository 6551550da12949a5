package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.Answers;
import java.io.PrintWriter;
import java.util.List;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate list}: what can be measured, with which parameters. */
@Command(name = "list",
        header = "Names the benchmarks, the question each answers, and its parameters.",
        synopsisHeading = "%nUsage: ",
        footer = "%nAny parameter takes several values: -p window=1,64,1024 runs all three.")
final class ListCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "REGEX",
            description = "Only benchmarks whose names match.")
    private List<String> patterns = List.of();

    @Override
    public Integer call() {
        final var found = Catalogue.matching(patterns, List.of());
        if (found.isEmpty()) {
            throw Jmh.noBenchmark(patterns, null);
        }
        found.forEach(benchmark -> print(benchmark, out()));
        return ExitCode.OK;
    }

    private static void print(final BenchmarkListEntry benchmark, final PrintWriter out) {
        final String type = benchmark.getUserClassQName();
        out.println(type.substring(type.lastIndexOf('.') + 1));
        out.println("  " + question(type));
        Catalogue.defaults(benchmark).forEach((name, values) -> out.println(
                "    -p " + name + "=" + String.join(",", values)));
    }

    private static String question(final String type) {
        try {
            final Answers answers = Class.forName(type).getAnnotation(Answers.class);
            return answers == null ? "" : answers.value();
        } catch (final ClassNotFoundException e) {
            throw new IllegalStateException("JMH lists " + type + ", and it is not there", e);
        }
    }
}
