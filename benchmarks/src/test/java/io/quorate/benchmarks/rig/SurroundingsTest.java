package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quorate.node.AdmissionLimits;
import io.quorate.node.IngressConfig;
import io.quorate.port.Transport;
import io.quorate.transport.loopback.LoopbackNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private final IngressConfig usual = IngressConfig.of(32, 0);

    @Test
    void longLinksAndBreakersGoTogether() {
        final Surroundings both =
                Surroundings.of(Map.of("roundTripMs", "10", "breakers", "on", "nodes", "3"));
        try (Transport bare = new LoopbackNetwork().open(1, List.of(1))) {
            assertInstanceOf(LongWay.class, both.transport(1, bare));
        }
        assertEquals(AdmissionLimits.usual(), both.ingress(usual).admission());
    }

    @Test
    void whatABenchmarkDoesNotHaveIsShortAndOff() {
        final Surroundings none = Surroundings.of(Map.of());
        try (Transport bare = new LoopbackNetwork().open(1, List.of(1))) {
            assertSame(bare, none.transport(1, bare));
        }
        assertEquals(AdmissionLimits.off(), none.ingress(usual).admission());
        assertThrows(IllegalArgumentException.class,
                () -> Surroundings.of(Map.of("breakers", "maybe")));
    }
}
