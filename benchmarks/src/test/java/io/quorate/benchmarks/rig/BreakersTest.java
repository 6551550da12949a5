package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.AdmissionLimits;
import io.quorate.node.Breaker;
import io.quorate.node.IngressConfig;
import io.quorate.node.NodeConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static AdmissionLimits limits(final String label) {
        return Breakers.ofLabel(label).ingress(IngressConfig.of(32, 0)).admission();
    }

    @Test
    void thoseThatAreOnHaveTheLimitsOfANodeThatIsToldNothing() {
        final NodeConfig node = NodeConfig.builder().cluster(1).self(1)
                .member(1, "127.0.0.1:9001").directory(Path.of("unused")).build();

        assertEquals(node.ingress().admission(), limits("on"));
        assertEquals(AdmissionLimits.off(), limits("off"));
        assertThrows(IllegalArgumentException.class, () -> Breakers.ofLabel("ON"));
    }

    @Test
    void aMemberThatHasThemLooksAtTheHeap() {
        try (ClusterRig rig = ClusterRig.launch(Rigs.config(), Breakers.ofLabel("on"))) {
            assertTrue(rig.awaitLeader().counter(Breaker.HEAP.used()) > 0);
        }
    }
}
