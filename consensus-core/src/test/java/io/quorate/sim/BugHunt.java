package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.TestInfo;

/**
 * Looks for a planted bug seed by seed, and keeps the table in docs/SIMULATION.md of how many it
 * took: {@code -Dquorate.record=true} writes what was found into it; without, a bug that the table
 * does not name fails.
 */
final class BugHunt {
    private static final int SEEDS = 500;
    private static final String HANG = "I13 ";
    private static final Path PAGE = Path.of("../docs/SIMULATION.md");
    private static final String HEAD = "| planted bug | found by | seeds |";

    private final String bug;

    BugHunt(final TestInfo test) {
        bug = words(test.getTestMethod().orElseThrow().getName());
    }

    /** {@code aVoteThatIsForgottenIsFound} as "a vote that is forgotten". */
    private static String words(final String name) {
        return name.replaceAll("(?:Is|Are)Found$", "").replaceAll("([A-Z])", " $1")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Requires that the bug is found, by a rule whose sentence looks like that. A seed that it made
     * hang before it could break that rule is passed over.
     */
    void assertFound(final String rule, final Plant plant) {
        assertFound(rule, seed -> Simulation.of(seed).minutes(1).plant(plant));
    }

    void assertFound(final String rule, final LongFunction<Simulation> planted) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                planted.apply(seed).run();
            } catch (final SimulationFailure failure) {
                final String sentence = failure.sentence();
                System.out.println(bug + ": seed " + seed + ": " + sentence);
                final boolean isFound = sentence.matches("(?s)" + rule);
                if (!isFound && sentence.startsWith(HANG)) {
                    continue;
                }
                assertTrue(isFound, sentence);
                note(sentence.replaceAll("(?s):.*", "").replaceFirst("^node \\d+ (misused) its",
                        "$1"), seed);
                return;
            }
        }
        fail("not found in " + SEEDS + " seeds: " + bug);
    }

    private void note(final String rule, final long seeds) {
        final String row = "| " + bug + " | " + rule + " | " + seeds + " |";
        try {
            final List<String> page = Files.readAllLines(PAGE);
            if (Boolean.getBoolean("quorate.record")) {
                Files.write(PAGE, with(page, row));
            } else {
                assertTrue(page.stream().anyMatch(line -> line.startsWith("| " + bug + " |")),
                        PAGE + " does not name \"" + bug + "\"; -Dquorate.record=true adds it");
            }
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The page with that row in its table, whose rows are in the order of the alphabet. */
    private List<String> with(final List<String> page, final String row) {
        final int first = page.indexOf(HEAD) + 2;
        int end = first;
        final Map<String, String> rows = new TreeMap<>();
        while (end < page.size() && page.get(end).startsWith("|")) {
            rows.put(page.get(end).substring(2, page.get(end).indexOf(" |", 2)), page.get(end));
            end++;
        }
        rows.put(bug, row);
        final List<String> written = new ArrayList<>(page.subList(0, first));
        written.addAll(rows.values());
        written.addAll(page.subList(end, page.size()));
        return written;
    }
}
