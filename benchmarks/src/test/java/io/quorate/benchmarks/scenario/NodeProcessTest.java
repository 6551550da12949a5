package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.node.NodeCounter;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;

class NodeProcessTest {
    private static final String MIB_128 = "-Xmx134217728";

    @Test
    void asMuchHeapIsTouchedAsIsAskedForAndAsMuchIsThereAsANodeNeeds() {
        assertEquals(List.of("-XX:+UseSerialGC", MIB_128), NodeProcess.heap(0));
        assertEquals(List.of("-XX:+UseSerialGC", MIB_128, "-Xms33554432", "-XX:+AlwaysPreTouch"),
                NodeProcess.heap(32 << 20));
        assertEquals(List.of("-XX:+UseSerialGC", "-Xmx268435456", "-Xms268435456",
                "-XX:+AlwaysPreTouch"), NodeProcess.heap(256 << 20));
    }

    @Test
    void countersAreReadWhenTheNodeHasAddedTheLastOfThem() {
        final CountersManager counters = new CountersManager(
                new UnsafeBuffer(new byte[64 * CountersReader.METADATA_LENGTH]),
                new UnsafeBuffer(new byte[64 * CountersReader.COUNTER_LENGTH]));
        for (final NodeCounter counter : NodeCounter.values()) {
            assertEquals(Map.of(), NodeProcess.places(counters));
            counters.allocate(counter.label());
        }
        assertEquals(NodeCounter.values().length, NodeProcess.places(counters).size());
    }
}
