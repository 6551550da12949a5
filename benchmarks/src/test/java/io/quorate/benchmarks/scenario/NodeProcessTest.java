package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
}
