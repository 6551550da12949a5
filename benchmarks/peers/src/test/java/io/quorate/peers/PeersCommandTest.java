package io.quorate.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.Quorate;
import io.quorate.results.RecordedRun;
import io.quorate.results.Series;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class PeersCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path home;

    @BeforeEach
    void resultsGoElsewhere() {
        System.setProperty("quorate.home", home.toString());
    }

    @AfterEach
    void resultsGoHomeAgain() {
        System.clearProperty("quorate.home");
    }

    @Test
    void twoPeersAreMeasuredInForksShownAndRecorded() {
        assertEquals(0, run("peers --only quorate-in-process,quorate --forks 1 --seconds 0.1"
                + " --failovers 1"), out + "\n" + err);

        final List<String> lines = out.toString().lines().toList();
        for (final String window : List.of("1", "64", "1024")) {
            assertTrue(lines.stream().anyMatch(line -> line.matches("\\s+32\\s+" + window
                    + "  quorate-in-process  in process .*  1\\.00 .*")), out.toString());
        }
        for (final String timing : List.of("common\\s+50\\s+500", "lowest\\s+10\\s+50")) {
            assertTrue(lines.stream().anyMatch(line -> line.matches(
                    "quorate\\s+" + timing + "\\s+1\\s.*")), out.toString());
        }
        final RecordedRun run = RecordedRun.open(home.resolve("results/runs/latest"));
        assertTrue(run.series().stream().map(Series::benchmark).toList()
                .containsAll(List.of("io.quorate.peers.Commits", "peer-commit")),
                run.series().toString());
        assertEquals(Set.of("common 50 500", "lowest 10 50"), run.trials().stream()
                .map(trial -> trial.params().get("setting") + " "
                        + trial.params().get("heartbeatMs") + " "
                        + trial.params().get("electionTimeoutMs")).collect(Collectors.toSet()));
    }

    @Test
    void whatAPeerDoesNotOfferIsADashWithItsReason() {
        assertEquals(0, run("peers --only aeron-cluster --durability memory"), err.toString());

        assertTrue(out.toString().lines().anyMatch(line -> line.matches(
                "\\s+32\\s+1  aeron-cluster  network\\s+-")), out.toString());
        assertTrue(out.toString().contains("aeron-cluster: its archive has no log in memory"),
                out.toString());
    }

    @Test
    void helpNamesEveryPeer() {
        assertEquals(0, run("peers --help"));

        for (final PeerKind kind : PeerKind.values()) {
            assertTrue(out.toString().replaceAll("\\s+", " ").contains(kind.label()),
                    kind.label() + " in " + out);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "peers --only raft            | --only: there is no peer 'raft'; there are quorate,",
        "peers --only quorate,quorate | --only names a peer twice: quorate,quorate",
        "peers --durability paper     | --durability must be memory, page-cache or fsync, not 'p",
        "peers --forks 0              | --forks must be 1 or more, --failovers 0 or more, and",
        "peers --seconds 0.01         | --forks must be 1 or more, --failovers 0 or more, and",
        "peers --fast                 | Unknown option: '--fast'; \"quorate peers --help\" tells",
    })
    void badInputIsOneSentenceAndExitCodeTwo(final String typed, final String sentence) {
        assertEquals(2, run(typed));

        assertTrue(err.toString().startsWith("quorate: " + sentence), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    private int run(final String typed) {
        return new Quorate(new PrintWriter(out, true), new PrintWriter(err, true),
                new PeersCommand()).run(typed.split(" "));
    }
}
