package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One seed is one run, whoever runs it and whenever. */
class DeterminismTest {
    private static final int SEEDS = 50;

    @Test
    void twoRunsOfOneSeedAreTheSame() {
        assertEquals(hashes(SEEDS), hashes(SEEDS));
    }

    @Test
    void twoSeedsDiffer() {
        assertNotEquals(hashOf(1), hashOf(2));
    }

    @Test
    void listeningChangesNothing() {
        final long[] lines = {0};
        final long hash = Simulation.of(3).minutes(1).trace(line -> lines[0]++).run().traceHash();
        assertEquals(hashOf(3), hash);
        assertTrue(lines[0] > 1000, lines[0] + " lines");
    }

    @Test
    void anotherJvmWithOtherIdentityHashesRunsTheSame() throws Exception {
        final Process other = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3", "-Xint",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), DeterminismTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        final String said = new String(other.getInputStream().readAllBytes(),
                StandardCharsets.UTF_8);
        assertTrue(other.waitFor(60, TimeUnit.SECONDS), "the other JVM did not end");
        assertEquals(hashes(3).toString(), said.strip());
    }

    /** The other JVM: says the hashes of the first seeds. */
    public static void main(final String[] args) {
        System.out.println(hashes(3));
    }

    private static List<String> hashes(final int seeds) {
        return LongStream.rangeClosed(1, seeds)
                .mapToObj(DeterminismTest::hashOf).map(Long::toHexString).toList();
    }

    private static long hashOf(final long seed) {
        return Simulation.of(seed).minutes(1).run().traceHash();
    }
}
