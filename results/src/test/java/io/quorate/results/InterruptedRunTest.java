package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedRunTest {
    private static final List<String> WORDS = List.of("run", "Failover");
    private static final Map<String, String> PARAMS = Runs.params(10);

    @TempDir
    private Path results;
    private Runs runs;

    @BeforeEach
    void prepare() {
        runs = new Runs(results);
    }

    /** Two forks ended, and a third was under way. */
    private RunFolder broken() throws IOException {
        final RunFolder run = runs.start("compare");
        runs.failovers(run, PARAMS, 3, 5, 70);
        runs.throughput(run, PARAMS, 1, 1e6);
        runs.throughput(run, PARAMS, 1, 1e6);
        Files.createFile(run.nextJmhFile());
        return run;
    }

    private Optional<InterruptedRun> find(final String name, final List<String> words,
            final Git git) {
        return InterruptedRun.newest(results, name, words, git);
    }

    private static Git commit(final RunFolder run) {
        return RunInfo.read(run.path()).git();
    }

    @Test
    void theForksThatEndedAreKeptAndTheBrokenOneIsSetAside() throws IOException {
        final RunFolder run = broken();

        final InterruptedRun interrupted = find("compare", WORDS, commit(run)).orElseThrow();
        assertEquals(2, interrupted.forks());
        final RunFolder resumed = interrupted.resume();
        assertEquals(run.path(), resumed.path());
        assertEquals("02.json", resumed.nextJmhFile().getFileName().toString());
        assertTrue(Files.exists(run.path().resolve("broken/0000000000002-102")));

        runs.throughput(resumed, PARAMS, 1, 1e6);
        resumed.finish();
        assertEquals(10, Trials.read(run.path().resolve("trials.csv")).size());
        assertTrue(find("compare", WORDS, commit(run)).isEmpty(), "it is finished");
    }

    @Test
    void onlyTheSameWordsAtTheSameCommitAreGoneOnWith() throws IOException {
        final Git commit = commit(broken());

        assertTrue(find("other", WORDS, commit).isEmpty());
        assertTrue(find("compare", List.of("run"), commit).isEmpty());
        assertTrue(find("compare", WORDS, Git.NONE).isEmpty());
        assertTrue(find("compare", WORDS, commit).isPresent());
    }

    @Test
    void whereNothingWasRunThereIsNothingToGoOnWith() {
        assertTrue(find("compare", WORDS, Git.NONE).isEmpty());
    }
}
