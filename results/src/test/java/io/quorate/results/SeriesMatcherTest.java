package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesMatcherTest {
    private static Series series(final String benchmark, final Map<String, String> params) {
        return new Series(
                benchmark, new TreeMap<>(params), Metric.throughput(),
                new Values(List.of(new double[] {1})));
    }

    private static Series commit(final int window, final int heartbeatMs) {
        return series("a.Commit.commit", Map.of(
                "window", Integer.toString(window), "heartbeatMs", Integer.toString(heartbeatMs)));
    }

    @Test
    void rowsMeetOnWhatVariesWithinARun() {
        final SeriesMatcher matcher = new SeriesMatcher(
                List.of(commit(1, 50), commit(64, 50)), List.of(commit(64, 10), commit(1, 10)));
        assertEquals(
                List.of(Map.of("window", "1"), Map.of("window", "64")),
                matcher.pairs().stream().map(SeriesMatcher.Pair::key).toList());
        assertEquals(Map.of("heartbeatMs", "50"), matcher.differing(true));
        assertEquals(Map.of("heartbeatMs", "10"), matcher.differing(false));
        assertEquals(Map.of(), matcher.common());
    }

    @Test
    void whatIsConstantThroughoutIsSaidOnce() {
        final SeriesMatcher matcher =
                new SeriesMatcher(List.of(commit(1, 50)), List.of(commit(1, 50)));
        assertEquals(1, matcher.pairs().size());
        assertEquals(Map.of("window", "1", "heartbeatMs", "50"), matcher.common());
        assertEquals(Map.of(), matcher.differing(true));
    }

    @Test
    void aValueThatOnlyOneSideSweptIsLeftOver() {
        final SeriesMatcher matcher = new SeriesMatcher(
                List.of(commit(1, 50), commit(1, 10)), List.of(commit(1, 10)));
        assertEquals(1, matcher.pairs().size());
        assertEquals("10", matcher.pairs().get(0).a().params().get("heartbeatMs"));
        assertEquals(List.of("50"), matcher.onlyA().stream()
                .map(series -> series.params().get("heartbeatMs")).toList());
        assertEquals(List.of(), matcher.onlyB());
    }

    @Test
    void aParameterThatOnlyOneSideHasIsASettingOfThatSide() {
        final SeriesMatcher matcher = new SeriesMatcher(
                List.of(series("a.B.c", Map.of("nodes", "3"))),
                List.of(series("a.B.c", Map.of("nodes", "3", "detector", "phi"))));
        assertEquals(1, matcher.pairs().size());
        assertEquals(Map.of("nodes", "3"), matcher.common());
        assertEquals(Map.of("detector", ""), matcher.differing(true));
        assertEquals(Map.of("detector", "phi"), matcher.differing(false));
    }

    @Test
    void otherBenchmarksNeverMeet() {
        final SeriesMatcher matcher = new SeriesMatcher(
                List.of(series("a.B.c", Map.of())), List.of(series("a.B.d", Map.of())));
        assertEquals(List.of(), matcher.pairs());
        assertEquals(1, matcher.onlyA().size());
        assertEquals(1, matcher.onlyB().size());
    }
}
