package io.quorate.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;

/** A performance held against what its scenario expects, and against what always holds. */
final class Review {
    /**
     * One thing that was looked at.
     *
     * @param isGood whether it is as expected
     */
    record Finding(boolean isGood, String sentence) {
        @Override
        public String toString() {
            return (isGood ? "ok      " : "FAILED  ") + sentence;
        }
    }

    private final List<Finding> findings = new ArrayList<>();
    private final Expected expected;
    private final TimeLine timeLine;
    private final Impact impact;
    private final Traffic traffic;

    /** With what was lost, one sentence each; null if that could not be read. */
    Review(final Expected expected, final TimeLine timeLine, final Impact impact,
            final Traffic traffic, final List<String> lost) {
        this.expected = expected;
        this.timeLine = timeLine;
        this.impact = impact;
        this.traffic = traffic;
        writes(lost);
        health();
        elections();
        clients();
        breakers();
    }

    private void add(final boolean isGood, final String sentence) {
        findings.add(new Finding(isGood, sentence));
    }

    private void writes(final List<String> lost) {
        if (lost == null) {
            add(false, "acknowledged writes could not be read back in time");
        } else if (lost.isEmpty()) {
            add(true, "no acknowledged write is lost");
        } else {
            lost.forEach(sentence -> add(false, sentence));
        }
    }

    private void health() {
        if (expected.end() != null) {
            add(timeLine.health() == expected.end(), "health in the end is " + timeLine.health()
                    + ", expected " + expected.end());
        }
        if (expected.worst() != null) {
            add(timeLine.worst() == expected.worst(), "health was " + timeLine.worst()
                    + " at worst, expected " + expected.worst());
        }
    }

    private void elections() {
        final int held = timeLine.elections();
        if (expected.electionsMin() >= 0) {
            add(held >= expected.electionsMin(), "leaders elected: " + held
                    + ", expected at least " + expected.electionsMin());
        }
        if (expected.electionsMax() >= 0) {
            add(held <= expected.electionsMax(), "leaders elected: " + held
                    + ", expected at most " + expected.electionsMax());
        }
    }

    private void clients() {
        if (expected.longestGapNsMax() >= 0) {
            add(impact.gapNs() <= expected.longestGapNsMax(), "longest gap was "
                    + Impact.text(impact.gapNs()) + ", expected at most "
                    + Impact.text(expected.longestGapNsMax()));
        }
        if (expected.isServedInEnd()) {
            add(impact.isServedInEnd(), "requests of the last second are "
                    + (impact.isServedInEnd() ? "all" : "not all") + " acknowledged");
        }
    }

    private void breakers() {
        if (expected.refusedBy() != null) {
            add(traffic.refusedBy().getOrDefault(expected.refusedBy(), 0L) > 0, "breaker "
                    + expected.refusedBy() + " refused "
                    + traffic.refusedBy().getOrDefault(expected.refusedBy(), 0L) + " requests");
        }
        if (expected.latencyNsMax() >= 0) {
            final long p99 = impact.latencyNs(0.99);
            add(p99 >= 0 && p99 <= expected.latencyNsMax(), "requests that were served took "
                    + (p99 < 0 ? "for ever" : Impact.text(p99)) + " at p99, expected at most "
                    + Impact.text(expected.latencyNsMax()));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    boolean isGood() {
        return findings.stream().allMatch(Finding::isGood);
    }
}
