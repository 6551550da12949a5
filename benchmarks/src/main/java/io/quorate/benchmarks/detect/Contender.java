package io.quorate.benchmarks.detect;

import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.FailureDetector;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A detector with its settings, as it takes part in the comparison.
 *
 * @param label        how tables call it
 * @param settings     what it is
 * @param timeoutMsMin of an election timeout: the shortest
 * @param timeoutMsMax the longest
 */
public record Contender(String label, DetectorSettings settings, int timeoutMsMin,
        int timeoutMsMax) {
    private static final long MS = 1_000_000;
    /** How often all leaders here are heard. */
    public static final long HEARTBEAT_NS = 50 * MS;

    /** Every detector, tight and loose. */
    public static final List<Contender> ALL = List.of(
            timeout(150, 300), timeout(500, 1000), timeout(1000, 2000),
            checks(50, 100, 2), checks(100, 200, 3), checks(1000, 10_000, 3),
            phi(8, 0), phi(16, 0), phi(8, 500),
            rtt(1), rtt(3), rtt(9),
            new Contender("any(phi-8+500|leader-check-100-200-x3)",
                    settings("any(phi,leader-check)", 100, 200, 3, 8, 500, 3), 500, 1000));

    private static Contender timeout(final int min, final int max) {
        return new Contender("election-timeout-" + min + ".." + max,
                settings("election-timeout", 1000, 1000, 3, 8, 0, 3), min, max);
    }

    private static Contender checks(final int interval, final int timeout, final int retries) {
        return new Contender("leader-check-" + interval + "-" + timeout + "-x" + retries,
                settings("leader-check", interval, timeout, retries, 8, 0, 3), 500, 1000);
    }

    private static Contender phi(final int threshold, final int pause) {
        return new Contender("phi-" + threshold + (pause == 0 ? "" : "+" + pause),
                settings("phi", 1000, 1000, 3, threshold, pause, 3), 500, 1000);
    }

    private static Contender rtt(final int losses) {
        return new Contender("rtt-" + losses,
                settings("rtt", 250, 1000, 3, 8, 0, losses), 500, 1000);
    }

    private static DetectorSettings settings(final String kinds, final long interval,
            final long timeout, final int retries, final int phi, final long pause,
            final int losses) {
        return new DetectorSettings(DetectorKind.parse(kinds), interval * MS, timeout * MS,
                retries, phi, pause * MS, losses);
    }

    /** The contender of that name. */
    public static Contender ofLabel(final String label) {
        return ALL.stream().filter(contender -> contender.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contender '" + label
                        + "': choose from " + ALL.stream().map(Contender::label).toList()));
    }

    FailureDetector detector(final long seed) {
        return settings.detector(HEARTBEAT_NS, timeoutMsMin * MS, timeoutMsMax * MS,
                new SplittableRandom(seed), 0);
    }
}
