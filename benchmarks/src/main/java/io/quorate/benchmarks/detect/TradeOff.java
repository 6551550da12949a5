package io.quorate.benchmarks.detect;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How soon a detector suspects a leader that has died, and how often one that lives: the two are
 * to be had only against each other, so they are measured in the same weather.
 */
public final class TradeOff {
    private static final long SECOND_NS = 1_000_000_000;
    private static final long HOUR_NS = 3600 * SECOND_NS;
    private static final long WARM_NS = 60 * SECOND_NS;

    private final Contender contender;
    private final double[] detectMs;               // from each death to suspicion, sorted
    private final double falsePerHour;

    private TradeOff(final Contender contender, final double[] detectMs,
            final double falsePerHour) {
        this.contender = contender;
        this.detectMs = detectMs;
        this.falsePerHour = falsePerHour;
    }

    /**
     * Measures in virtual time.
     *
     * @param hours  for which a living leader is watched
     * @param deaths how many leaders die, each at a random moment of its second minute
     * @param seed   decides all chance; heartbeats are the same for all contenders
     */
    public static TradeOff measure(final Contender contender, final Weather weather,
            final int hours, final int deaths, final long seed) {
        final WatchedLeader living = new WatchedLeader(contender.detector(seed),
                new Climate(weather, seed), Contender.HEARTBEAT_NS, seed);
        living.pass(hours * HOUR_NS);
        final double[] detectMs = new double[deaths];
        for (int i = 0; i < deaths; i++) {
            detectMs[i] = detectMs(contender, weather, seed + 1 + i);
        }
        Arrays.sort(detectMs);
        return new TradeOff(contender, detectMs, living.suspicions() / (double) hours);
    }

    private static double detectMs(final Contender contender, final Weather weather,
            final long seed) {
        final WatchedLeader dying = new WatchedLeader(contender.detector(seed),
                new Climate(weather, seed), Contender.HEARTBEAT_NS, seed);
        final double phase = new SplittableRandom(~seed).nextDouble();
        final long diesNs = WARM_NS + (long) (phase * WARM_NS);
        dying.dies(diesNs);
        dying.pass(diesNs);
        return (dying.suspectedNs(diesNs + HOUR_NS) - diesNs) / 1e6;
    }

    /** Who watched. */
    public Contender contender() {
        return contender;
    }

    /** Suspicions of a leader that lives, in an hour. */
    public double falsePerHour() {
        return falsePerHour;
    }

    /** From each death to suspicion, sorted; 0 where suspicion was there already. */
    double[] detectMs() {
        return detectMs.clone();
    }

    /** The time within which that part of the deaths was noticed, from 0 to 1. */
    public double detectMs(final double part) {
        return detectMs[(int) Math.min(detectMs.length - 1L, Math.round(part * detectMs.length))];
    }
}
