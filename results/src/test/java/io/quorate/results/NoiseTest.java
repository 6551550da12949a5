package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path root;

    @Test
    void whatHappenedBetweenTwoSnapshotsIsToldInPercent() {
        final FakeHost host = new FakeHost(root)
                .with("proc/stat", "cpu  100 0 100 780 0 0 0 20 7 7")
                .with("proc/pressure/cpu", "some avg10=1 avg60=1 avg300=1 total=1000000");
        final Noise start = Noise.now(host.files(), SECOND_NS);
        host.with("proc/stat", "cpu  150 0 150 870 0 0 0 30 9 9")
                .with("proc/pressure/cpu", "some avg10=1 avg60=1 avg300=1 total=1250000")
                .with("proc/pressure/io", "some avg10=0 avg60=0 avg300=0 total=5");
        final Noise end = Noise.now(host.files(), 3 * SECOND_NS);
        assertEquals(
                Map.of("steal_percent", 5.0, "cpu_pressure_percent", 12.5), end.since(start));
    }

    @Test
    void aHostThatCountsNothingHasNoNoise() {
        final Noise noise = Noise.now(new FakeHost(root).files(), 0);
        assertEquals(Map.of(), noise.since(noise));
    }
}
