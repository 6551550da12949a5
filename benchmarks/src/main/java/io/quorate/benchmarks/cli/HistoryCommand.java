package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.history.HistoryException;
import io.quorate.benchmarks.history.HistoryFile;
import io.quorate.benchmarks.history.HistoryRun;
import io.quorate.benchmarks.history.Line;
import io.quorate.check.KeyValueModel;
import io.quorate.check.Linearizability;
import io.quorate.check.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quorate history}: what clients of a real cluster saw under faults, checked. */
@Command(name = "history",
        header = "Records what clients of a real cluster see under faults, and checks it.",
        synopsisHeading = "%nUsage: ",
        description = """

        Three members with Aeron and Chronicle Queue; 8 clients that get, put and
        compare-and-set on 5 keys, each one thing at a time, while members crash, restart and
        are cut off. The history is written as one JSON object a line and checked for
        linearizability. Exit code 0: it is, and every kind of fault has struck.
        """,
        footer = """

        Examples:
          quorate history --ops 50000 --faults standard --out history.jsonl
          quorate history --check history.jsonl      any file of such lines

        A line: {"client":3,"op":"cas","key":"k1","value":17,"expect":12,"result":true,
                 "call":1200345,"return":1400678,"outcome":"ok"}
        op is get, put or cas; outcome ok, fail (it surely never happened) or unknown (return is
        null). A client whose operation stays unknown goes on under a new number.""")
final class HistoryCommand extends Verb {
    private static final long MAX_STEPS = 200_000_000;

    @Option(names = "--ops", paramLabel = "N", description = "How many operations to run.")
    private Integer operations;

    @Option(names = "--faults", paramLabel = "SET", defaultValue = "standard",
            description = "standard: crash, restart and partition; or none.")
    private String faults;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42",
            description = "Decides what clients ask and which faults strike; 42 unless told.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the history is written.")
    private Path file;

    @Option(names = "--check", paramLabel = "FILE", description = "Only checks such a file.")
    private Path checked;

    @Override
    public Integer call() throws IOException {
        if (checked != null) {
            return check(checked) ? ExitCode.OK : ExitCode.FAILED;
        }
        requireSound();
        final HistoryRun run = new HistoryRun(operations, faults.equals("standard"), seed);
        HistoryFile.write(file, run.run(this::say));
        say("faults struck: " + lowercase(run.struck()));
        final boolean isLinearizable = check(file);
        if (faults.equals("standard") && run.struck().containsValue(0)) {
            say("a kind of fault never struck, so this proves little: use more operations");
            return ExitCode.FAILED;
        }
        return isLinearizable ? ExitCode.OK : ExitCode.FAILED;
    }

    private void requireSound() {
        require(operations != null && file != null, "history needs --ops N and --out FILE to run,"
                + " or --check FILE to check a file");
        require(operations >= 1, "--ops must be 1 or more, not " + operations);
        require(faults.equals("standard") || faults.equals("none"),
                "--faults must be standard or none, not '" + faults + "'");
        require(file.toAbsolutePath().getParent().toFile().isDirectory(),
                "--out " + file + " lies in no directory that is there; make it first");
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new BadInputException(otherwise);
        }
    }

    private boolean check(final Path of) throws IOException {
        require(of.toFile().isFile(), of + " does not exist; name a file of JSON lines");
        final List<Line> lines;
        try {
            lines = HistoryFile.read(of);
        } catch (final HistoryException e) {
            throw new BadInputException(e.getMessage(), e);
        }
        say(count(lines, Line.Outcome.OK) + " ok, " + count(lines, Line.Outcome.FAIL) + " fail, "
                + count(lines, Line.Outcome.UNKNOWN) + " unknown");
        final long beganNs = System.nanoTime();
        final Verdict verdict = Linearizability.check(lines.stream()
                .filter(line -> line.outcome() != Line.Outcome.FAIL).map(Line::operation).toList(),
                new KeyValueModel(), MAX_STEPS);
        say(verdict + String.format(", %.1f s", (System.nanoTime() - beganNs) / 1e9));
        return verdict.isLinearizable();
    }

    private static long count(final List<Line> lines, final Line.Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    private static String lowercase(final Map<?, Integer> struck) {
        return struck.toString().toLowerCase(Locale.ROOT).replaceAll("[{}]", "").replace('=', ' ');
    }

    private void say(final String what) {
        out().println(what);
        out().flush();
    }
}
