package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a rig miss a crashed leader by their links, where they have any. */
@Timeout(120)
class EvidenceTest {
    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void aLeaderThatCrashesIsReplacedLongBeforeATimeoutWhoeverItIs(final String threading) {
        try (ClusterRig rig = launch("connection", threading, 5_000)) {
            for (int crash = 1; crash <= 3; crash++) {
                final Member victim = rig.awaitLeader();

                final long crashedNs = System.nanoTime();
                rig.crash(victim);
                final Member successor = rig.awaitLeader();

                final long tookMs =
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - crashedNs);
                assertNotSame(victim, successor);
                assertTrue(tookMs < 2_500, "crash " + crash + " was over after " + tookMs + " ms");
                rig.restart(victim);
            }
            rig.verify();
        }
    }

    @Test
    void withoutLinksNobodyIsSuspectedBeforeTheTimeout() {
        try (ClusterRig rig = launch("timeout", "thread-per-node", 1_000)) {
            final Member victim = rig.awaitLeader();
            final long crashedNs = System.nanoTime();

            rig.crash(victim);
            rig.awaitLeader();

            final List<Mark> marks = rig.marksSince(crashedNs).stream()
                    .filter(mark -> mark.member() != victim.id()).toList();
            final long heardNs = first(marks, Mark.Kind.LAST_HEARD);
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(
                    first(marks, Mark.Kind.SUSPECTS) - heardNs);
            assertTrue(tookMs >= 1_000, "somebody stood after " + tookMs + " ms: " + marks);
        }
    }

    private static long first(final List<Mark> marks, final Mark.Kind kind) {
        return marks.stream().filter(mark -> mark.kind() == kind).findFirst().orElseThrow().atNs();
    }

    private static ClusterRig launch(final String evidence, final String threading,
            final int timeoutMs) {
        return Rigs.launch("transport", "aeron-udp", "evidence", evidence,
                "threading", threading, "electionTimeoutMinMs", Integer.toString(timeoutMs),
                "electionTimeoutMaxMs", Integer.toString(2 * timeoutMs));
    }
}
