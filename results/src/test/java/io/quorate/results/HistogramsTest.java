package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramsTest {
    @TempDir
    private Path directory;

    private static Histogram interval(final long... nanos) {
        final Histogram histogram = new Histogram(3);
        histogram.setStartTimeStamp(1_700_000_000_000L);
        histogram.setEndTimeStamp(1_700_000_001_000L);
        for (final long value : nanos) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Test
    void intervalsOfOneTagAreAddedUp() {
        final Path log = directory.resolve("commit.hlog");
        Histograms.append(log, "", interval(1000, 2000));
        Histograms.append(log, "intended", interval(5000));
        Histograms.append(log, "", interval(3000));
        final Map<String, Histogram> read = Histograms.read(log);
        assertEquals(Set.of("", "intended"), read.keySet());
        assertEquals(3, read.get("").getTotalCount());
        assertEquals(1, read.get("intended").getCountAtValue(5000));
    }

    @Test
    void theForksOfARunAreKeptApartByTag() throws IOException {
        final Path first = directory.resolve("first.hlog");
        final Path second = directory.resolve("second.hlog");
        Histograms.append(first, "", interval(1000));
        Histograms.append(second, "intended", interval(2000, 2000));
        final Map<Path, Integer> forks = new LinkedHashMap<>();
        forks.put(first, 0);
        forks.put(second, 1);

        Histograms.merge(forks, directory.resolve("all.hlog"));

        final Map<String, Histogram> read = Histograms.read(directory.resolve("all.hlog"));
        assertEquals(Set.of("fork0", "intended.fork1"), read.keySet());
        assertEquals(2, read.get("intended.fork1").getTotalCount());
        final List<String> percentiles = Files.readAllLines(directory.resolve("all.hgrm"));
        assertTrue(percentiles.stream().anyMatch(line -> line.contains("Total count    =")
                && line.contains("3")), percentiles.toString());
        assertTrue(percentiles.stream().anyMatch(line -> line.strip().startsWith("2.0")),
                "in microseconds: " + percentiles);
    }

    @Test
    void aLogWhoseWriterWasKilledIsReadUpToItsLastWholeInterval() throws IOException {
        final Path log = directory.resolve("commit.hlog");
        Histograms.append(log, "", interval(1000));
        final long whole = Files.size(log);
        Histograms.append(log, "", interval(2000));
        final byte[] bytes = Files.readAllBytes(log);
        for (int length = (int) whole; length < bytes.length - 1; length++) {
            Files.write(log, Arrays.copyOf(bytes, length));
            assertEquals(1, Histograms.read(log).get("").getTotalCount(), "at " + length);
        }
    }

    @Test
    void aTagWithACommaIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> Histograms.append(directory.resolve("x.hlog"), "a,b", interval(1)));
    }
}
