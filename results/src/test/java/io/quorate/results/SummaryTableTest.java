package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
    private static Series series(
            final String benchmark,
            final Map<String, String> params,
            final Metric metric,
            final double... values) {
        return new Series(
                benchmark, new TreeMap<>(params), metric, new Values(List.of(values, values)));
    }

    @Test
    void aRunIsSummedUpAsFarAsItsSamplesGo() {
        final double[] times = IntStream.rangeClosed(1, 20).mapToDouble(ms -> ms * 1e6).toArray();
        final String table = SummaryTable.render(List.of(
                series("a.FBenchmark.go", Map.of("nodes", "3"),
                        Metric.headline("failover"), times),
                series("a.C.go", Map.of("window", "1", "nodes", "3"),
                        Metric.throughput(), 1, 2, 3),
                series("a.C.go", Map.of("window", "64", "nodes", "3"),
                        Metric.throughput(), 41_234)));
        assertEquals("""
                benchmark  parameters  metric      unit      p50    p90  p99    max  forks x trials
                ---------  ----------  ----------  -----  ------  -----  ---  -----  --------------
                F.go                   failover    ms      10.00  18.00    -  20.00          2 x 20
                C.go       window=1    throughput  ops/s   2.000      -    -      -           2 x 3
                C.go       window=64   throughput  ops/s  41.23k      -    -      -           2 x 1
                """, table);
    }
}
