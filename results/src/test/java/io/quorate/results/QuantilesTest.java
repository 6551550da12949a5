package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
    @ParameterizedTest
    @CsvSource({"0.5, 5", "0.9, 29", "0.99, 299", "0.999, 2995", "0.1, 29"})
    void aQuantileNeedsASampleThatReachesBeyondIt(final double q, final int needed) {
        assertEquals(needed, Quantile.needed(q));
        final double reach = Math.max(q, 1 - q);
        assertTrue(1 - Math.pow(reach, needed) >= 0.95);
        assertTrue(1 - Math.pow(reach, needed - 1) < 0.95);
    }

    @ParameterizedTest
    @CsvSource({"29, 0.9, 27", "28, 0.9, ", "299, 0.99, 297", "298, 0.99, ", "120, 0.99, "})
    void aQuantileIsGivenOnlyIfTheSampleSupportsIt(
            final int n, final double q, final Double value) {
        final Quantile quantile = oneTo(n).at(q);
        assertEquals(value != null, quantile.isSupported());
        if (value != null) {
            assertEquals(value, quantile.value().getAsDouble());
            assertEquals("", quantile.reason());
        }
        assertEquals(n, quantile.max());
    }

    @Test
    void theReasonNamesWhatThereIsAndWhatItTakes() {
        assertEquals("p99: n=120 too few (needs 299)", oneTo(120).at(0.99).reason());
        assertEquals("p99.9: n=120 too few (needs 2995)", oneTo(120).at(0.999).reason());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5", "0.9, 9", "0.91, 10", "0.1, 1", "0.05, 1", "0.999, 10"})
    void theExactQuantileIsAnObservation(final double q, final double expected) {
        assertEquals(expected, oneTo(10).exact(q));
    }

    @Test
    void quantilesAgreeWithTheirDefinition() {
        final SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            final long[] sample = random.longs(1 + random.nextInt(400), 0, 50).toArray();
            final double q = random.nextInt(1, 1000) / 1000.0;
            final double value = Quantiles.of(sample).exact(q);
            assertTrue(share(sample, value) >= q - 1e-9, "enough at or below");
            assertFalse(share(sample, value - 1) >= q + 1e-9, "and not with the next smaller");
        }
    }

    private static double share(final long[] sample, final double atMost) {
        return IntStream.range(0, sample.length).filter(i -> sample[i] <= atMost).count()
                / (double) sample.length;
    }

    @Test
    void anEmptySampleHasNoQuantiles() {
        assertThrows(IllegalArgumentException.class, () -> Quantiles.of(new long[0]));
    }

    private static Quantiles oneTo(final int n) {
        return Quantiles.of(IntStream.rangeClosed(1, n).mapToLong(i -> n + 1 - i).toArray());
    }
}
