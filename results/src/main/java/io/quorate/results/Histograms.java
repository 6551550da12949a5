package io.quorate.results;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latency histograms on disk: {@code .hlog}, HdrHistogram's log of tagged intervals in nanoseconds,
 * and {@code .hgrm}, the percentiles of all of them in microseconds, for any HdrHistogram plotter.
 */
public final class Histograms {
    private static final double NANOS_PER_MILLI = 1e6;     // the unit of a log's column for people
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private Histograms() {
    }

    /**
     * Appends one interval to a log, and makes the log when there is none.
     *
     * @param tag      sets series of one log apart; no comma, no blank; empty for none.
     * @param interval values in nanoseconds; takes the tag.
     */
    public static void append(final Path hlog, final String tag, final Histogram interval) {
        if (tag.matches(".*[,\\s].*")) {
            throw new IllegalArgumentException("a tag has no comma and no blank: '" + tag + "'");
        }
        interval.setTag(tag.isEmpty() ? null : tag);
        append(hlog, interval);
    }

    private static void append(final Path hlog, final EncodableHistogram interval) {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        final HistogramLogWriter log = new HistogramLogWriter(text);
        if (hlog.toFile().length() == 0) {
            log.outputLogFormatVersion();
            log.outputLegend();
        }
        log.outputIntervalHistogram(
                interval.getStartTimeStamp() / 1000.0,
                interval.getEndTimeStamp() / 1000.0,
                interval,
                NANOS_PER_MILLI);
        log.close();
        WholeFile.append(hlog, text.toString(StandardCharsets.UTF_8));
    }

    /** All intervals of a log added up, by tag; the empty tag for those that have none. */
    public static Map<String, Histogram> read(final Path hlog) {
        final Map<String, Histogram> sums = new TreeMap<>();
        for (final EncodableHistogram interval : intervals(hlog)) {
            sums.computeIfAbsent(tag(interval), tag -> new Histogram(3))
                    .add((AbstractHistogram) interval);
        }
        return sums;
    }

    /** Writes the percentiles of a histogram of nanoseconds, in microseconds. */
    public static void writePercentiles(final Path hgrm, final Histogram histogram) {
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        final PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8);
        histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MICRO);
        out.flush();
        WholeFile.replace(hgrm, text.toString(StandardCharsets.UTF_8));
    }

    /**
     * Puts the logs of several forks into one, each interval tagged {@code fork<k>} behind the tag
     * it had, and writes the percentiles of all beside it.
     */
    static void merge(final Map<Path, Integer> forks, final Path hlog) throws IOException {
        Files.deleteIfExists(hlog);
        final Histogram all = new Histogram(3);
        forks.forEach((log, fork) -> intervals(log).forEach(interval -> {
            final String tag = tag(interval);
            interval.setTag(tag.isEmpty() ? "fork" + fork : tag + ".fork" + fork);
            append(hlog, interval);
            all.add((AbstractHistogram) interval);
        }));
        writePercentiles(
                hlog.resolveSibling(hlog.getFileName().toString().replace(".hlog", ".hgrm")), all);
    }

    /** Every interval up to the last whole line: what a killed writer left behind it is no more. */
    static List<EncodableHistogram> intervals(final Path hlog) {
        final List<EncodableHistogram> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(wholeLines(hlog))) {
            while (reader.hasNext()) {
                final EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval != null) {
                    intervals.add(interval);
                }
            }
            return intervals;
        } catch (final IOException e) {
            throw Json.unreadable(hlog, e);
        } catch (final RuntimeException e) { // whatever the library stumbles over
            throw new ResultsException(hlog + " is no log of histograms; " + Json.REMEDY, e);
        }
    }

    private static InputStream wholeLines(final Path hlog) throws IOException {
        final byte[] bytes = Files.readAllBytes(hlog);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return new ByteArrayInputStream(bytes, 0, end);
    }

    private static String tag(final EncodableHistogram interval) {
        return interval.getTag() == null ? "" : interval.getTag();
    }
}
