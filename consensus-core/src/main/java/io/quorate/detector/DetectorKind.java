package io.quorate.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The detectors that there are, by the names that files, code and benchmarks give them. */
public enum DetectorKind {
    /** {@link ElectionTimeout}. */
    ELECTION_TIMEOUT("election-timeout"),
    /** {@link LeaderCheck}, and {@link FollowerCheck} on the leader's side. */
    LEADER_CHECK("leader-check"),
    /** {@link PhiAccrual}. */
    PHI("phi"),
    /** {@link RttAdaptive}. */
    RTT("rtt");

    private final String label;

    DetectorKind(final String label) {
        this.label = label;
    }

    /** As it is written in files. */
    public String label() {
        return label;
    }

    /**
     * One detector, or several of which any may suspect: {@code phi}, {@code any(phi,rtt)}, or
     * {@code any(phi+rtt)} where a comma would part values.
     *
     * @throws IllegalArgumentException with the end of a sentence that begins with the text
     */
    public static List<DetectorKind> parse(final String text) {
        final boolean isAny = text.startsWith("any(") && text.endsWith(")");
        final String names = isAny ? text.substring(4, text.length() - 1) : text;
        final List<DetectorKind> kinds = new ArrayList<>();
        for (final String name : names.split("[,+]", -1)) {
            kinds.add(of(name.trim()));
        }
        if (kinds.size() != (isAny ? kinds.stream().distinct().count() : 1)) {
            throw new IllegalArgumentException("must name each detector once, as in any(phi,rtt)");
        }
        return List.copyOf(kinds);
    }

    private static DetectorKind of(final String name) {
        for (final DetectorKind kind : values()) {
            if (kind.label.equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("must be election-timeout, leader-check, phi, rtt or"
                + " several of them as any(phi,leader-check)");
    }

    /** What {@link #parse} makes these of. */
    public static String label(final List<DetectorKind> kinds) {
        return kinds.size() == 1 ? kinds.get(0).label : kinds.stream().map(DetectorKind::label)
                .collect(Collectors.joining(",", "any(", ")"));
    }
}
