package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.load.Params;
import io.quorate.results.Environment;
import io.quorate.results.Measure;
import io.quorate.results.RunFolder;
import io.quorate.results.RunPart;
import io.quorate.results.RunPlan;
import io.quorate.results.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
    private static final String PACKAGE = "io.quorate.benchmarks.";
    private static final Map<String, String> PARAMS =
            Map.of("transport", "aeron-udp", "payload", "32", "window", "64");

    @TempDir
    Path results;
    private RunFolder folder;

    @BeforeEach
    void aRunUnderWay() {
        folder = RunFolder.create(results, new RunPlan("test", List.of(), Map.of(), 42, List.of()),
                new Environment(Map.of()));
        System.setProperty(RunFolder.PROPERTY, folder.path().toString());
    }

    @AfterEach
    void noRunIsUnderWay() {
        System.clearProperty(RunFolder.PROPERTY);
    }

    @Test
    void trialsAreShownByTheQuantilesThatTheyCanSpeakOf() {
        try (RunPart part = RunPart.ofThisJvm()) {
            for (int i = 1; i <= 40; i++) {
                part.record(Trial.of(PACKAGE + "FailoverTimeBenchmark.failover", Map.of(), i, 42)
                        .with(Measure.FAILOVER_NS, i * 1_000_000L)
                        .with(Measure.DETECT_NS, i * 900_000L)
                        .with(Measure.DRAIN_NS, i * 50_000L));
            }
        }

        final List<String> lines = summary();

        assertEquals(List.of("failover", "40", "20.00", "36.00", "-", "40.00"),
                words(lines.get(2)));
        assertTrue(lines.contains("failover by phases, medians in ms: detect 18.00, then drain"
                + " 1.000"), "" + lines);
        assertTrue(lines.contains("-: too few trials to speak of it; p99 needs 299"), "" + lines);
    }

    @Test
    void aScenarioThatWasPlayedAgainAndAgainIsShownAsFailoversAre() {
        try (RunPart part = RunPart.ofThisJvm()) {
            for (int i = 1; i <= 40; i++) {
                part.record(Trial.of("scenario.leader-killed", Map.of("nodes", "3"), i, 42)
                        .with(Measure.FAILOVER_NS, i * 1_000_000L)
                        .with(Measure.DETECT_NS, i * 900_000L));
            }
        }

        final List<String> lines = summary();

        assertEquals(List.of("failover", "40", "20.00", "36.00", "-", "40.00"),
                words(lines.get(2)));
        assertTrue(lines.contains("failover by phases, medians in ms: detect 18.00"), "" + lines);
    }

    @Test
    void aMedianStandsBesideThatOfTheModelWhereATimeoutDecides() {
        try (RunPart part = RunPart.ofThisJvm()) {
            for (final String fault : List.of("crash", "transfer")) {
                for (int i = 1; i <= 40; i++) {
                    part.record(Trial.of(PACKAGE + "FailoverTimeBenchmark.failover", Map.of(
                            "electionTimeoutMinMs", "50", "electionTimeoutMaxMs", "100",
                            "heartbeatMs", "10", "rate", "1000000", "fault", fault), i, 42)
                            .with(Measure.FAILOVER_NS, 66_000_000L));
                }
            }
        }

        final List<String> lines = summary();

        assertTrue(lines.get(0).endsWith("residual"), lines.get(0));
        assertEquals("failover fault=crash 40 66.00 66.00 - 66.00 64.89 +1.11",
                String.join(" ", words(lines.get(2))));
        assertEquals("failover fault=transfer 40 66.00 66.00 - 66.00 - -",
                String.join(" ", words(lines.get(3))));
    }

    @Test
    void throughputIsShownWithItsLatencyAndAsAShareOfTheFloor() throws IOException {
        measured("FloorBenchmark.floor", "4000000.0", "CommitThroughputBenchmark.commit",
                "1000000.0");
        latencies("commit");

        final List<String> lines = summary();

        assertEquals("floor 4.000M 100 % - - - -", String.join(" ", words(lines.get(2))));
        assertEquals("commit 1.000M 25 % 20.02 us 20.02 us 20.02 us 20.02 us",
                String.join(" ", words(lines.get(3))));
    }

    @Test
    void commitsBesideTheFloorOfWhichNoBarSpeaksSayWhichParametersHaveSome() throws IOException {
        final String params = "'storage': 'chronicle', 'payload': '32', 'window': '64'";
        Files.writeString(folder.nextJmhFile(), "["
                + result("FloorBenchmark.floor", "4000000.0") + ","
                + result("CommitThroughputBenchmark.commit", params, "1000000.0") + "]");

        final String lines = String.join("\n", summary());

        assertTrue(lines.contains("No bar is of these parameters."), lines);
        assertTrue(lines.contains("-p storage=mapped,chronicle\n-p window=1,1024"), lines);
    }

    @Test
    void readsAreShownWithTheirLatencies() throws IOException {
        measured("ReadHandOffBenchmark.handOff", "9000000.0", "ReadBenchmark.read", "3000000.0");
        latencies("read", "handOff");

        final List<String> lines = summary();

        assertEquals("handOff 9.000M - 20.02 us 20.02 us 20.02 us 20.02 us",
                String.join(" ", words(lines.get(2))));
        assertEquals("read 3.000M - 20.02 us 20.02 us 20.02 us 20.02 us",
                String.join(" ", words(lines.get(3))));
    }

    @Test
    void aRunIsHeldAgainstTheBarsThatItHasBothFiguresFor() throws IOException {
        final String at = "'transport': 'aeron-udp', 'payload': '32', 'window': '1024'";
        final String cluster = at + ", 'nodes': '3', 'observers': '0', 'threading': 'inline',"
                + " 'durability': 'page-cache', 'storage': ";
        Files.writeString(folder.nextJmhFile(), "["
                + result("FloorBenchmark.floor", at, "4000000.0") + ","
                + result("CommitThroughputBenchmark.commit", cluster + "'mapped'", "1000000.0")
                + "," + result("CommitThroughputBenchmark.commit", cluster + "'chronicle'",
                        "900000.0") + "]");

        final List<String> bars = bars();

        assertEquals(List.of("throughput by the floor's, mapped log, window 1024 >= 0.500 0.250"
                + " missed", "throughput of Chronicle by the mapped log's, window 1024 >= 0.800"
                        + " 0.900 met"), bars);
    }

    /** A sync of 30 us and a commit of 20 us are a sum of 50 us. */
    @Test
    void aSyncedCommitIsHeldAgainstASyncAndTheCommitThatIsNot() throws IOException {
        final String cluster = "'transport': 'aeron-udp', 'payload': '32', 'window': '1',"
                + " 'nodes': '3', 'observers': '0', 'threading': 'inline', 'storage': 'mapped',"
                + " 'durability': ";
        Files.writeString(folder.nextJmhFile(), "["
                + result("CommitThroughputBenchmark.commit", cluster + "'fsync'", "9000.0") + ","
                + result("CommitThroughputBenchmark.commit", cluster + "'page-cache'", "50000.0")
                + "," + time("micro.LogSyncBenchmark.sync", "'storage': 'mapped', 'payload': '32',"
                        + " 'batch': '1'", "30.0", "us/op") + "]");
        latency("commit", 100_000, commitParams("fsync"));
        latency("commit", 20_000, commitParams("page-cache"));

        assertEquals(List.of("p50 of fsync by a sync's and page-cache's, mapped log, window 1"
                + " <= 1.50 2.00 missed"), bars());
    }

    @Test
    void aCommitByANetworkedClientIsAShareOfTheFloorOfFourLegs() throws IOException {
        final String at = "'transport': 'aeron-udp', 'payload': '32', 'window': '1024'";
        Files.writeString(folder.nextJmhFile(), "["
                + result("FloorBenchmark.floor", at + ", 'legs': '2'", "4000000.0") + ","
                + result("FloorBenchmark.floor", at + ", 'legs': '4'", "2000000.0") + ","
                + result("CommitThroughputBenchmark.commit", at + ", 'client': 'network'",
                        "1000000.0") + ","
                + result("CommitThroughputBenchmark.commit", at + ", 'client': 'in-process'",
                        "1000000.0") + "]");

        final List<String> shares = summary().stream().filter(line -> line.contains("commit"))
                .map(line -> String.join(" ", words(line).subList(0, 5))).toList();

        assertEquals(List.of("commit client=in-process 1.000M 25 %",
                "commit client=network 1.000M 50 %"), shares.stream().sorted().toList());
    }

    @Test
    void theTablesOfPeersStandOnAPageAsTheyWerePrinted() throws IOException {
        Files.writeString(folder.path().resolve("peers.txt"), "\npeer  commits/s\n----\n");
        folder.finish();

        assertTrue(new Summary(folder.path()).markdown()
                .endsWith("```\npeer  commits/s\n----\n```\n"));
    }

    @Test
    void aLogIsOpenedInSecondsAndAFollowerCatchesUpByTheFloor() throws IOException {
        final String catchUp = "'behind': '1000000', 'window': '1', 'payload': '32',"
                + " 'transport': 'aeron-udp', 'storage': 'mapped', 'threading': 'inline'";
        Files.writeString(folder.nextJmhFile(), "["
                + time("micro.OpeningBenchmark.afterClose", "'storage': 'mapped', 'payload': '32',"
                        + " 'entries': '10000000'", "400.0", "ms/op") + ","
                + time("CatchUpBenchmark.catchUp", catchUp, "500.0", "ms/op") + ","
                + result("FloorBenchmark.floor", "'transport': 'aeron-udp', 'payload': '32',"
                        + " 'window': '1024'", "4000000.0") + "]");

        assertEquals(List.of("10^7 entries opened, mapped log, seconds <= 1.00 0.400 met",
                "entries a second caught up by the floor's, mapped log >= 0.500 0.500 met"),
                bars());
    }

    private List<String> bars() {
        return summary().stream().filter(line -> line.matches(".* (met|missed) *"))
                .map(line -> String.join(" ", words(line))).toList();
    }

    private static Map<String, String> commitParams(final String durability) {
        return Map.of("transport", "aeron-udp", "payload", "32", "window", "1", "nodes", "3",
                "observers", "0", "threading", "inline", "storage", "mapped", "durability",
                durability);
    }

    private static void latency(final String name, final long nanos,
            final Map<String, String> params) {
        final Histogram latency = new Histogram(3);
        latency.recordValueWithCount(nanos, 1000);
        try (RunPart part = RunPart.ofThisJvm()) {
            part.record(Params.name(name, params), "", latency);
        }
    }

    private static String time(final String benchmark, final String params, final String score,
            final String unit) {
        return ("{'benchmark': '" + PACKAGE + benchmark + "', 'mode': 'ss', 'params': {" + params
                + "}, 'primaryMetric': {'scoreUnit': '" + unit + "', 'rawData': [[" + score
                + "]]}}").replace('\'', '"');
    }

    private void measured(final String one, final String itsScore, final String other,
            final String otherScore) throws IOException {
        Files.writeString(folder.nextJmhFile(),
                "[" + result(one, itsScore) + "," + result(other, otherScore) + "]");
    }

    /** Of 20 us, all of them. */
    private static void latencies(final String... names) {
        for (final String name : names) {
            latency(name, 20_000, PARAMS);
        }
    }

    private static String result(final String benchmark, final String score) {
        return result(benchmark, "'transport': 'aeron-udp', 'payload': '32', 'window': '64'",
                score);
    }

    private static String result(final String benchmark, final String params,
            final String score) {
        return ("{'benchmark': '" + PACKAGE + benchmark + "', 'mode': 'thrpt', 'params': {"
                + params + "}, 'primaryMetric': {'scoreUnit': 'ops/s', 'rawData': [["
                + score + "]]}}").replace('\'', '"');
    }

    private List<String> summary() {
        folder.finish();
        final StringWriter out = new StringWriter();
        new Summary(folder.path()).print(new PrintWriter(out, true));
        return out.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    private static List<String> words(final String line) {
        return List.of(line.trim().split(" +"));
    }
}
