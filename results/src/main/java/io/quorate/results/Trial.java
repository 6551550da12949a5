package io.quorate.results;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One election or failover: a row of {@code trials.csv}.
 *
 * @param benchmark JMH's full name of the benchmark, so that both records of a run agree.
 * @param params    its JMH parameters.
 * @param fork      which JVM of this benchmark and these parameters, from 0; set when the parts of
 *                  a run are merged.
 * @param trial     which trial of that JVM, from 0.
 * @param seed      what the trial's random choices were drawn from.
 * @param flags     words that set the trial apart, such as {@link #WARMUP}, {@link #FAILED}.
 * @param measures  what was measured.
 */
public record Trial(
        String benchmark,
        SortedMap<String, String> params,
        int fork,
        int trial,
        long seed,
        SortedSet<String> flags,
        Map<Measure, Long> measures) {

    /** Flag of a trial before the measured ones: recorded, never compared. */
    public static final String WARMUP = "warmup";
    /** Flag of a trial that broke a promise (a lost write, no leader in time): it has no time. */
    public static final String FAILED = "failed";

    public Trial {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        flags = Collections.unmodifiableSortedSet(new TreeSet<>(flags));
        final Map<Measure, Long> copy = new EnumMap<>(Measure.class);
        copy.putAll(measures);
        measures = Collections.unmodifiableMap(copy);
    }

    /** A trial that has measured nothing yet. */
    public static Trial of(
            final String benchmark,
            final Map<String, String> params,
            final int trial,
            final long seed) {
        return new Trial(
                benchmark, new TreeMap<>(params), 0, trial, seed, new TreeSet<>(), Map.of());
    }

    /** This trial with one more measure. */
    public Trial with(final Measure measure, final long value) {
        final Map<Measure, Long> more = new TreeMap<>(measures);
        more.put(measure, value);
        return new Trial(benchmark, params, fork, trial, seed, flags, more);
    }

    /** This trial with one more flag, a word of lower-case letters, digits and dashes. */
    public Trial flagged(final String flag) {
        if (!flag.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "a flag is one word of a-z, 0-9 and '-', not '" + flag + "'");
        }
        final SortedSet<String> more = new TreeSet<>(flags);
        more.add(flag);
        return new Trial(benchmark, params, fork, trial, seed, more, measures);
    }

    /** This trial as one of another JVM. */
    public Trial ofFork(final int number) {
        return new Trial(benchmark, params, number, trial, seed, flags, measures);
    }

    public OptionalLong get(final Measure measure) {
        final Long value = measures.get(measure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Whether something beside the cluster disturbed it; such a trial counts all the same. */
    public boolean isDisturbed() {
        return Disturbance.isIn(flags);
    }

    /** Whether the trial counts: measured, not warm-up, and not broken. */
    public boolean isMeasured() {
        return !flags.contains(WARMUP) && !flags.contains(FAILED);
    }
}
