package io.quorate.benchmarks.detect;

import java.util.SplittableRandom;

/**
 * One weather over all time, as a function of seed and time alone: whoever watches, and however
 * often they ask, the leader stands still and its path grows at the same moments.
 */
final class Climate {
    private static final long MS = 1_000_000;
    private static final long SPELL_NS = 10_000 * MS;
    private static final double PAUSE_CHANCE = 0.5;      // in each spell

    private final Weather weather;
    private final long seed;
    private long spell = -1;
    private long pauseFromNs;
    private long pauseToNs;
    private double factor = 1;

    Climate(final Weather weather, final long seed) {
        this.weather = weather;
        this.seed = seed;
    }

    /** When a leader that is to do something then can do it: at once, or when its pause ends. */
    long awakeNs(final long atNs) {
        look(atNs);
        return atNs >= pauseFromNs && atNs < pauseToNs ? pauseToNs : atNs;
    }

    /** How long a frame takes that is sent then; -1 if it is lost. */
    long delayNs(final long atNs, final SplittableRandom random) {
        final boolean isLost = random.nextDouble() < weather.loss;
        final double jitter = -Math.log(1 - random.nextDouble()) * weather.jitterMs;
        look(atNs);
        return isLost ? -1 : (long) ((weather.delayMs + jitter) * factor * MS);
    }

    private void look(final long atNs) {
        final long wanted = atNs / SPELL_NS;
        if (wanted == spell) {
            return;
        }
        spell = wanted;
        final SplittableRandom random =
                new SplittableRandom(seed ^ (wanted + 1) * 0x9E37_79B9_7F4A_7C15L);
        factor = random.nextBoolean() ? weather.step : 1;
        pauseToNs = 0;
        if (weather.pauseMsMax > 0 && random.nextDouble() < PAUSE_CHANCE) {
            final double ratio = weather.pauseMsMax / weather.pauseMsMin;
            final long pauseNs =
                    (long) (weather.pauseMsMin * Math.pow(ratio, random.nextDouble()) * MS);
            pauseFromNs = wanted * SPELL_NS
                    + (long) (random.nextDouble() * (SPELL_NS - pauseNs));
            pauseToNs = pauseFromNs + pauseNs;
        }
    }
}
