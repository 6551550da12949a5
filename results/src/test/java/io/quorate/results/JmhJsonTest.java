package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhJsonTest {
    @TempDir
    private Path directory;

    /** As JMH 1.37 wrote it: throughput twice, sample time, single shots; two forks each. */
    static Path golden() {
        try {
            return Path.of(JmhJsonTest.class.getResource("/jmh/three-modes.json").toURI());
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyResultIsReadInItsOrder() {
        final List<Series> series = JmhJson.read(golden());
        assertEquals(
                List.of("CommitThroughput.commit", "CommitThroughput.commit",
                        "CommitLatency.commit", "FailoverTime.failover"),
                series.stream().map(Series::title).toList());
        assertEquals(
                Map.of("nodes", "2", "transport", "aeron-udp"), series.get(1).params());
        series.forEach(each -> assertEquals(2, each.observations().forks()));
    }

    @Test
    void throughputIsOperationsPerSecond() {
        final Series throughput = JmhJson.read(golden()).get(0);
        assertEquals(Metric.throughput(), throughput.metric());
        assertEquals(6, throughput.observations().n());
        assertEquals(5615.285339277277, throughput.observations().max());
        assertEquals(5445.39192055674, throughput.quantile(0.5).value().getAsDouble());
    }

    @Test
    void sampledTimesAreNanosecondsWithTheirCounts() {
        final Series latency = JmhJson.read(golden()).get(2);
        assertEquals(Metric.latency(), latency.metric());
        assertEquals(1_071_104, latency.observations().quantile(0.001), 1e-3);
        assertTrue(latency.observations().n() > 80);
    }

    @Test
    void singleShotsAreNanoseconds() {
        final Series shots = JmhJson.read(golden()).get(3);
        assertEquals(Metric.singleShot(), shots.metric());
        assertEquals(1_113_322, shots.observations().max(), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({
        "thrpt, ops/s, 2", "thrpt, ops/us, 2e6", "thrpt, ops/ns, 2e9", "avgt, ns/op, 2",
        "avgt, us/op, 2e3", "ss, s/op, 2e9", "avgt, min/op, 120e9"})
    void unitsAreMadeAlike(final String mode, final String unit, final double value)
            throws IOException {
        final Series series = JmhJson.read(write(result(mode, unit, "[[2, 2]]"))).get(0);
        assertEquals(value, series.observations().max(), 1e-9 * value);
    }

    @Test
    void aTruncatedFileIsNamedWhereverItIsCut() throws IOException {
        final String whole = Files.readString(golden()).stripTrailing();
        for (int length = 0; length < whole.length(); length += 97) {
            assertSentence(whole.substring(0, length), "");
        }
        assertSentence(whole.substring(0, whole.length() - 1), "is not whole JSON");
        assertSentence(whole + "]", "is not whole JSON");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        assertSentence("", "");
        assertSentence("null", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "42", "[{}]", "[1]", "[[]]", "{\"benchmark\": \"x\"}"})
    void foreignJsonIsNamed(final String text) throws IOException {
        assertSentence(text, "is not what JMH writes");
    }

    @Test
    void whatAHandHasBrokenIsNamed() throws IOException {
        assertSentence(result("thrpt", "ops/s", "[[1, \"2\"]]"), "has \"2\" where a score belongs");
        assertSentence(result("thrpt", "ops/s", "[[1, -2]]"), "has -2 where a score belongs");
        assertSentence(result("thrpt", "ops/s", "[[1, \"NaN\"]]"), "where a score belongs");
        assertSentence(result("thrpt", "ops/s", "[]"), "has no rawData");
        assertSentence(result("thrpt", "ops/s", "[[], []]"), "has no rawData");
        assertSentence(result("sample", "us/op", "[[1]]"), "has no rawDataHistogram");
        assertSentence(result("fast", "ops/s", "[[1]]"), "'fast' is no mode of JMH");
        assertSentence(result("thrpt", "ops/aeon", "[[1]]"), "'aeon' is no unit of JMH");
        assertSentence(result("thrpt", "ops/s", "[[1]], \"rawData\": [[2]]"), "Duplicate");
    }

    @Test
    void aMissingFileIsNamed() {
        final Path none = directory.resolve("none.json");
        final String sentence =
                assertThrows(ResultsException.class, () -> JmhJson.read(none)).getMessage();
        assertTrue(sentence.startsWith("cannot read " + none), sentence);
    }

    private static String result(final String mode, final String unit, final String rawData) {
        return """
                [{"benchmark": "a.B.c", "mode": "%s", "params": {"nodes": "3"},
                  "primaryMetric": {"scoreUnit": "%s", "rawData": %s}}]
                """.formatted(mode, unit, rawData);
    }

    private Path write(final String text) throws IOException {
        return Files.writeString(directory.resolve("00.json"), text);
    }

    private void assertSentence(final String text, final String why) throws IOException {
        final Path file = write(text);
        final String sentence =
                assertThrows(ResultsException.class, () -> JmhJson.read(file)).getMessage();
        assertTrue(sentence.startsWith(file.toString()) && sentence.contains(why), sentence);
        assertTrue(sentence.lines().count() == 1, sentence);
    }
}
