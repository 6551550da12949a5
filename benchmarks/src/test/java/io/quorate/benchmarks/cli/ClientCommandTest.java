package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.remote.NearbyCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code quorate client} and three members that run in this process, over UDP. They wait long
 * before they suspect their leader, so that none loses its office to a host that is busy.
 */
@Timeout(120)
class ClientCommandTest {
    private static final int MEMBERS = NearbyCluster.MEMBERS;

    private NearbyCluster cluster;
    private Path file;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeEach
    void launch() throws IOException {
        cluster = new NearbyCluster(directory, Duration.ofSeconds(3));
        file = cluster.file();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    /** What is printed, and the exit code before it. */
    private String client(final String words) {
        out = new StringWriter();
        err = new StringWriter();
        final List<String> all = new ArrayList<>(List.of("client", file.toString()));
        all.addAll(List.of(words.split(" ")));
        final int code = new Quorate(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(all.toArray(String[]::new));
        return code + " " + out.toString().strip() + err.toString().strip();
    }

    @Test
    void whatIsPutIsGotAtAnyLevelAndReplacedOnlyByWhoKnowsIt() {
        assertEquals("1 there is no such key", client("get key"));
        assertEquals("0 ok", client("put key hello"));
        assertEquals("0 hello", client("get key"));
        assertEquals("0 hello", client("get key --level lease"));
        assertEquals("0 ok", client("cas key hello goodbye"));
        assertEquals("1 the value is goodbye", client("cas key hello goodbye"));
        assertEquals("1 the value is goodbye", client("cas key other"));
        assertEquals("0 ok", client("cas new first"));
        assertEquals("0 ok", client("delete key"));
        assertEquals("1 there is no such key", client("get key"));
    }

    @Test
    void statusTellsOfEachMemberByItselfAndOfWhoDoesNotAnswer() {
        client("put key value");
        final String status = client("status");
        final List<String> lines = out.toString().lines().toList();
        assertEquals(MEMBERS + 1, lines.size(), status);
        assertTrue(lines.get(0).matches("member +address +role +term +leader +first .* cluster"),
                status);
        assertEquals(1, lines.stream().filter(line -> line.matches("\\d +\\S+ +leader .*"))
                .count(), status);
        for (int id = 1; id <= MEMBERS; id++) {
            assertTrue(lines.get(id).startsWith(id + "       " + cluster.address(id)), status);
        }
        cluster.node(3).close();
        assertTrue(client("status --timeout 1s").startsWith("1 "), out.toString());
        assertTrue(out.toString().lines().toList().get(3).endsWith("unreachable"), out.toString());
    }

    @Test
    void theOfficeIsHandedOverToWhomIsWanted() {
        client("put key value");
        final int heir = cluster.node(1).leaderId() % MEMBERS + 1;
        assertEquals("0 handed over to member " + heir, client("transfer " + heir));
        assertTrue(client("transfer 77").startsWith("1 quorate: REFUSED: the office was not"),
                err.toString());
    }

    @Test
    void membersComeGoAndChangeTheirRoles() {
        client("put key value");
        cluster.launchAnother();
        assertTrue(client("members add 4 " + cluster.address(4) + " observer")
                .contains("4       observer  1         " + cluster.address(4)), out + "" + err);
        assertTrue(client("members promote 4").contains("4       voter"), out + "" + err);
        assertTrue(client("members demote 4").contains("4       observer"), out + "" + err);
        assertTrue(client("members remove 4").startsWith("0 "), out + "" + err);
        assertEquals(MEMBERS + 1, client("members").lines().count(), out.toString());
        assertTrue(client("members add 5 here").startsWith("1 quorate: REFUSED: member.5 = here"
                + " must be host:port"), err.toString());
        assertTrue(client("members remove 9").startsWith("2 quorate: there is no member 9"),
                err.toString());
    }

    @Test
    void aSnapshotIsTakenByWhomIsAskedOrByAll() {
        client("put key value");
        assertTrue(client("snapshot 2").startsWith("0 member 2: snapshot of entry "),
                out + "" + err);
        assertEquals(MEMBERS, client("snapshot").lines().count(), out + "" + err);
    }

    @Test
    void withoutAMajorityNothingIsPutAndTheReasonIsGiven() {
        client("put key value");
        cluster.node(1).close();
        cluster.node(2).close();
        final String said = client("put key value --timeout 2s");
        assertTrue(said.startsWith("1 quorate: "), said);
        assertEquals(1, said.lines().count(), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "get                        | Missing required parameter: 'KEY'",
        "get key --level newest     | --level newest is no level; say linearizable, lease, bound",
        "put key                    | Missing required parameter: 'VALUE'",
        "get key --timeout soon     | 'soon' is no time: say 90s, 15m or 2h",
        "snapshot 9                 | member 9 is not one of those that the file names; choose",
        "members add 4 here learner | 'learner' is no role; say observer, or nothing for a membe",
        "frobnicate                 | Unmatched argument",
    })
    void whatIsTypedWrongIsToldInOneSentence(final String words, final String sentence) {
        final String said = client(words);
        assertTrue(said.startsWith("2 quorate: " + sentence), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void aFileThatNamesNoClusterIsRefusedByNameAndRemedy() throws IOException {
        file = Files.writeString(directory.resolve("empty.properties"), "");
        assertTrue(client("status").startsWith("2 quorate: " + file + ": "), err.toString());
        file = directory.resolve("none.properties");
        assertTrue(client("status").contains("does not exist"), err.toString());
    }
}
