package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class CatalogueTest {
    @Test
    void whatHoldsForARunIsWhatAllItsBenchmarksShare() {
        final SortedMap<String, List<String>> floor = new TreeMap<>(Map.of(
                "payload", List.of("32"), "transport", List.of("aeron-udp"),
                "window", List.of("1", "64")));
        final SortedMap<String, List<String>> commit = new TreeMap<>(Map.of(
                "payload", List.of("32"), "transport", List.of("aeron-ipc"),
                "window", List.of("1", "64"), "durability", List.of("fsync")));

        assertEquals(Map.of("payload", "32"), Catalogue.common(List.of(floor, commit)));
    }

    @Test
    void severalValuesOfSeveralParametersMultiply() {
        final List<Map<String, String>> combinations = Catalogue.combinations(new TreeMap<>(Map.of(
                "nodes", List.of("3"), "window", List.of("1", "64"), "payload",
                List.of("32", "1024"))));

        assertEquals(4, combinations.size());
        assertEquals(Map.of("nodes", "3", "window", "1", "payload", "32"), combinations.get(0));
    }

    @Test
    void whatIsTypedTakesThePlaceOfDefaults() {
        final BenchmarkListEntry failover =
                Catalogue.matching(List.of("Failover"), List.of()).iterator().next();

        final Map<String, List<String>> params =
                Catalogue.params(failover, Jmh.parse("-p", "heartbeatMs=5,7"));

        assertEquals(List.of("5", "7"), params.get("heartbeatMs"));
        assertEquals(List.of("3"), params.get("nodes"));
    }
}
