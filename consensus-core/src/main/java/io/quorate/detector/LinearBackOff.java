package io.quorate.detector;

import java.util.SplittableRandom;

/**
 * Elasticsearch's schedule: a member stands after a random part of a limit that grows with every
 * round that led to nothing.
 * <pre>
 *   limit of round n  =  min(max, initial + n x back-off)      a round lasts at least its duration
 * </pre>
 * The limit falls back only when a leader is established. Elasticsearch lets it fall when an
 * election is merely won: leaders that win and can't commit then depose each other for ever
 * (elasticsearch#97909).
 */
final class LinearBackOff implements ElectionSchedule {
    private final ElectionSettings settings;
    private final SplittableRandom random;
    private long rounds;                                 // since a leader was established

    LinearBackOff(final ElectionSettings settings, final SplittableRandom random) {
        this.settings = settings;
        this.random = random;
    }

    @Override
    public long standDelayNs() {
        final long limitNs = settings.initialNs() + rounds * settings.backOffNs();
        return 1 + random.nextLong(Math.min(settings.maxNs(), limitNs));
    }

    @Override
    public long roundNs() {
        return settings.durationNs() + standDelayNs();
    }

    @Override
    public void stood() {
        rounds = Math.min(rounds + 1, settings.roundsToMax());
    }

    @Override
    public void established() {
        rounds = 0;
    }
}
