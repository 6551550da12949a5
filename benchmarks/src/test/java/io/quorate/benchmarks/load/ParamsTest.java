package io.quorate.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.CommitThroughputBenchmark;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class ParamsTest {
    /** A temporary file's name is the longest that is made of it. */
    private static final int LONGEST = 255 - ".hgrm.next".length();

    @Test
    void aNameLeavesOutWhatSaysNoMoreThanItsAbsence() {
        assertEquals("commit_nodes=3", Params.name("commit", Map.of("nodes", "3", "dir", "/tmp",
                "client", "in-process", "roundTripMs", "0", "breakers", "off")));
        assertEquals("commit_cluster=far-away.properties",
                Params.name("commit", Map.of("cluster", "far/away.properties")));
        assertEquals("commit_client=network", Params.name("commit", Map.of("client", "network")));
    }

    @Test
    void theNameOfACommitBenchmarkIsOneThatFileSystemsTake() {
        final Map<String, String> params = new TreeMap<>();
        for (final Field field : CommitThroughputBenchmark.class.getFields()) {
            if (field.isAnnotationPresent(Param.class)) {
                params.put(field.getName(), Arrays.stream(field.getAnnotation(Param.class).value())
                        .reduce("", (a, b) -> a.length() > b.length() ? a : b));
            }
        }
        params.putAll(Map.of("payload", "1048576", "window", "32768", "heartbeatMs", "1000",
                "electionTimeoutMinMs", "10000", "electionTimeoutMaxMs", "20000",
                "client", "network", "seed", "1234567890"));
        final int length = Params.name("commit", params).length();
        assertTrue(length <= LONGEST, length + " characters");
    }
}
