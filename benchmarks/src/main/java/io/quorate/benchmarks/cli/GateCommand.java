package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.virtual.VirtualCommits;
import io.quorate.results.Comparison;
import io.quorate.results.ComparisonTable;
import io.quorate.results.TextTable;
import io.quorate.results.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate gate}: whether a change may pass. */
@Command(name = "gate",
        header = "Says whether a change may pass: 0 passed, 1 regressed, 2 inconclusive.",
        synopsisHeading = "%nUsage: ",
        description = """

        --exact counts messages, bytes on the wire, syncs and election rounds in virtual time, and
        the bytes that a node allocates, and compares them with a file: no statistics, no noise,
        and any change is one.

        Otherwise two recorded runs are compared, best of one interleaved "quorate compare":
        regressed if any row is different and worse, inconclusive if any is not settled.
        """,
        footer = """

        Examples:
          quorate gate --exact
          quorate gate --exact --update
          quorate gate --baseline results/runs/BASE results/runs/CHANGE --max-slowdown 10""")
final class GateCommand extends Verb {
    private static final int REGRESSED = 1;
    private static final int INCONCLUSIVE = 2;

    @Option(names = "--exact", description = "Compares numbers that no noise touches.")
    private boolean isExact;

    @Option(names = "--update", description = "With --exact: keeps today's numbers.")
    private boolean isUpdate;

    @Option(names = "--baseline", paramLabel = "PATH",
            description = "What to compare with: a run; with --exact, a file of numbers.")
    private Path baseline;

    @Option(names = "--max-slowdown", paramLabel = "PERCENT", defaultValue = "5",
            description = "Less than that is no regression, ${DEFAULT-VALUE} unless told.")
    private double maxSlowdownPercent;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run to judge.")
    private Path candidate;

    @Override
    public Integer call() {
        if (isExact) {
            return exact(baseline == null ? Path.of(System.getProperty("quorate.home", ""),
                    "results", "baselines", "exact.properties") : baseline);
        }
        if (baseline == null || candidate == null) {
            throw new BadInputException("gate needs --exact, or --baseline RUN and a RUN to judge");
        }
        final Comparison comparison = Comparison.of(baseline, candidate,
                Comparison.Options.DEFAULT.withEffect(maxSlowdownPercent / 100));
        out().print(ComparisonTable.render(comparison));
        final int verdict = comparison.slower() > 0 ? REGRESSED
                : comparison.count(Verdict.INCONCLUSIVE) > 0 ? INCONCLUSIVE : ExitCode.OK;
        out().println(verdict == REGRESSED ? "regressed"
                : verdict == INCONCLUSIVE ? "inconclusive: run more forks" : "passed");
        out().flush();
        return verdict;
    }

    private int exact(final Path file) {
        final SortedMap<String, Long> counts = VirtualCommits.count();
        try {
            if (isUpdate) {
                write(file, counts);
                out().println(counts.size() + " numbers kept in " + file);
                out().flush();
                return ExitCode.OK;
            }
            return judge(read(file), counts, file);
        } catch (final IOException e) {
            throw new BadInputException("cannot use the numbers in " + file + ": " + e
                    + "; \"quorate gate --exact --update\" makes them", e);
        }
    }

    private static void write(final Path file, final SortedMap<String, Long> counts)
            throws IOException {
        final List<String> lines = new ArrayList<>();
        lines.add("# What the protocol costs, counted in virtual time: quorate gate --exact");
        counts.forEach((name, count) -> lines.add(name + " = " + count));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    private static SortedMap<String, Long> read(final Path file) throws IOException {
        final SortedMap<String, Long> counts = new TreeMap<>();
        for (final String line : Files.readAllLines(file)) {
            final String[] words = line.split(" = ", -1);
            if (!line.startsWith("#") && words.length == 2 && words[1].matches("\\d{1,18}")) {
                counts.put(words[0], Long.parseLong(words[1]));
            } else if (!line.startsWith("#")) {
                throw new IOException("'" + line + "' is no name and number");
            }
        }
        return counts;
    }

    private int judge(final Map<String, Long> before, final Map<String, Long> now,
            final Path file) {
        final TextTable table =
                new TextTable().left("count").right("baseline").right("now").left("");
        boolean isSame = true;
        for (final String name : new TreeSet<>(union(before, now))) {
            final boolean same = now.getOrDefault(name, -1L).equals(before.get(name));
            isSame &= same;
            table.row(name, before.getOrDefault(name, 0L), now.getOrDefault(name, 0L),
                    same ? "" : "CHANGED");
        }
        out().println(table);
        out().println(isSame ? "passed" : "changed against " + file + "; if that is meant,"
                + " \"quorate gate --exact --update\" keeps it, and the commit says why");
        out().flush();
        return isSame ? ExitCode.OK : REGRESSED;
    }

    private static List<String> union(final Map<String, Long> a, final Map<String, Long> b) {
        final List<String> names = new ArrayList<>(a.keySet());
        names.addAll(b.keySet());
        return names;
    }
}
