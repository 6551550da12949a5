package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finished run as it may be shown to everybody: the figures as they are, without where this
 * machine keeps things. The directory of the project becomes {@code .}, of the kernel's command
 * line what bears on timings is kept, and the copy has a seal of its own.
 */
public final class Publication {
    private static final Set<String> TEXTS = Set.of("json", "txt");
    private static final Pattern COMMAND_LINE =
            Pattern.compile("(command_line(?:\" : \"| {2,}))([^\"\n]*)");
    private static final Set<String> TIMING = Set.of("clocksource", "idle", "intel_idle.max_cstate",
            "intel_pstate", "isolcpus", "mitigations", "nohz_full", "nosmt", "preempt",
            "processor.max_cstate", "psi", "rcu_nocbs", "transparent_hugepage", "tsc");

    private Publication() {
    }

    /**
     * Copies a run.
     *
     * @param run  a finished run
     * @param to   its new folder, which must not exist
     * @param home the project's directory on this machine
     * @throws ResultsException naming the folder, if it can't be written
     */
    public static void copy(final RecordedRun run, final Path to, final Path home) {
        final Path from = run.path();
        final Path next = to.resolveSibling(to.getFileName() + ".next");
        try {
            PartMerger.deleteTree(next);             // of a publication that was killed
            copyAll(from, next, home);
            Checksums.write(next);
            Files.move(next, to);
        } catch (final IOException e) {
            throw new ResultsException("cannot publish " + from + " in " + to + ": "
                    + Json.reason(e), e);
        } finally {
            PartMerger.deleteTree(next);
        }
    }

    private static void copyAll(final Path from, final Path to, final Path home)
            throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (final Path file : tree.sorted().toList()) {
                copyOne(file, to.resolve(from.relativize(file).toString()), home);
            }
        }
    }

    private static void copyOne(final Path file, final Path to, final Path home)
            throws IOException {
        final String name = file.getFileName().toString();
        if (name.equals("report.html")) {
            return;                          // made again from the copy
        }
        if (TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            WholeFile.replace(to, shown(Files.readString(file),
                    home.toAbsolutePath().normalize().toString()));
        } else {
            Files.copy(file, to);
        }
    }

    /** What everybody may see of a text. */
    static String shown(final String text, final String home) {
        return COMMAND_LINE.matcher(text.replace(home, ".")).replaceAll(line ->
                Matcher.quoteReplacement(line.group(1) + timing(line.group(2))));
    }

    private static String timing(final String commandLine) {
        final List<String> words = Arrays.asList(commandLine.split(" ", -1));
        return words.stream().filter(word -> TIMING.contains(word.replaceFirst("=.*", "")))
                .collect(Collectors.joining(" "));
    }
}
