package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BarRulesTest {
    /** Of the bars of the median latency by the floor's, the second one's being of four legs. */
    private static List<Boolean> areHeldBy(final Map<String, String> more) {
        final Map<String, String> params = new TreeMap<>(more);
        params.putAll(Map.of("transport", "aeron-udp", "payload", "32", "window", "1"));
        return BarRules.ALL.stream().filter(rule -> rule.what().startsWith("p50 by"))
                .map(rule -> rule.to().get(0).isOf("Floor.floor", params)).toList();
    }

    @Test
    void aFloorThatWasRecordedBeforeThereWereFourLegsHasTwo() {
        assertEquals(List.of(true, false), areHeldBy(Map.of()));
        assertEquals(List.of(true, false), areHeldBy(Map.of("legs", "2")));
        assertEquals(List.of(false, true), areHeldBy(Map.of("legs", "4")));
    }
}
