package io.quorate.sim;

import java.util.SplittableRandom;

/**
 * All chance of one part of a simulation, from one seed. It builds on {@code nextLong} alone and
 * on {@link StrictMath}, so that every JDK draws the same.
 */
final class Chance {
    private final SplittableRandom random;

    Chance(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** Chance for another part, so that one part's draws do not disturb another's. */
    Chance fork() {
        return new Chance(random.nextLong());
    }

    /** A seed for somebody else's generator. */
    long seed() {
        return random.nextLong();
    }

    /** A number from 0 up to, but not, 1. */
    double unit() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean is(final double probability) {
        return probability > 0 && unit() < probability;
    }

    /** A number below {@code bound}, from 0 on. */
    int below(final int bound) {
        return (int) (unit() * bound);
    }

    /** A number of that range, both ends included. */
    long between(final long min, final long max) {
        return min + (long) (unit() * (max - min + 1));
    }

    /** A whole number of that range whose order of magnitude is what is drawn. */
    long magnitude(final long min, final long max) {
        return (long) scaled((double) min, (double) max + 1);
    }

    /** A number of that range whose order of magnitude is what is drawn. */
    double scaled(final double min, final double max) {
        return min * StrictMath.exp(unit() * StrictMath.log(max / min));
    }

    /** A waiting time: exponential, and never more than ten times the mean. */
    long about(final long mean) {
        return (long) (mean * Math.min(10, -StrictMath.log(1 - unit())));
    }
}
