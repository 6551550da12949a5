package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {
    private final SplittableRandom random = new SplittableRandom(5);
    private final List<double[]> values = new ArrayList<>();
    private final Counts counts = counts();

    /** Three forks of four iterations, kept both ways. */
    private Counts counts() {
        final List<List<SortedMap<Double, Long>>> histograms = new ArrayList<>();
        for (int fork = 0; fork < 3; fork++) {
            final List<SortedMap<Double, Long>> iterations = new ArrayList<>();
            final List<Double> ofFork = new ArrayList<>();
            for (int iteration = 0; iteration < 4; iteration++) {
                final SortedMap<Double, Long> histogram = new TreeMap<>();
                for (int i = 0; i < 100; i++) {
                    final double value = 1000 + random.nextInt(60) * 10;
                    histogram.merge(value, 1L, Long::sum);
                    ofFork.add(value);
                }
                iterations.add(histogram);
            }
            histograms.add(iterations);
            values.add(ofFork.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return new Counts(histograms);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.25, 0.5, 0.9, 0.99, 0.999})
    void aHistogramsQuantileIsThatOfItsValues(final double q) {
        final Values same = new Values(values);
        assertEquals(same.quantile(q), counts.quantile(q));
        assertEquals(same.quantile(q), counts.resampler(q).estimate());
    }

    @Test
    void sizeAndMaximumAreThoseOfTheValues() {
        final Values same = new Values(values);
        assertEquals(same.n(), counts.n());
        assertEquals(same.max(), counts.max());
        assertEquals(same.forks(), counts.forks());
    }

    @Test
    void whatIsDrawnAgainStaysAmongTheValues() {
        final Resampler median = counts.resampler(0.5);
        for (int i = 0; i < 200; i++) {
            final double drawn = median.resample(random);
            assertTrue(drawn >= 1000 && drawn <= 1590, "" + drawn);
        }
    }

    @Test
    void furtherForksAreAdded() {
        assertEquals(6, counts.and(counts).forks());
        assertEquals(2 * counts.n(), counts.and(counts).n());
        assertEquals(counts.quantile(0.9), counts.and(counts).quantile(0.9));
    }
}
