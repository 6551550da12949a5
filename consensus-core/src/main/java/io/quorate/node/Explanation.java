package io.quorate.node;

import io.quorate.raft.Role;
import java.util.List;
import java.util.Locale;

/**
 * Why a node, or its cluster, does not get on, as seen from that node at one moment: what waits,
 * and for whom. {@link #toString} is made to be read.
 *
 * @param node     who explains, and where it stands
 * @param cluster  how the cluster fares, as far as this node knows
 * @param findings what waits; none when nothing does
 */
public record Explanation(String node, ClusterHealth cluster, List<Finding> findings) {
    private static final int SUBJECT_WIDTH = 11;

    /** What a finding is about. */
    public enum Subject {
        /** Nobody leads, as far as the node knows. */
        LEADER,
        /** Entries are not committed. */
        COMMITS,
        /** What is committed is not applied. */
        APPLYING,
        /** Reads are not answered. */
        READS,
        /** The members are changing. */
        MEMBERS,
        /** The node is not fit to lead. */
        HEALTH,
        /** Requests are refused, as a circuit breaker has tripped. */
        OVERLOAD,
        /** The node has stopped. */
        STOPPED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing that waits, in a sentence, and what each member has to do with it. */
    public record Finding(Subject subject, String sentence, List<Detail> details) {
        /** Keeps a copy. */
        public Finding {
            details = List.copyOf(details);
        }
    }

    /** What a member has to do with it. */
    public record Detail(int member, String sentence) {
    }

    /** Keeps a copy. */
    public Explanation {
        findings = List.copyOf(findings);
    }

    /** All that a node which has stopped can say. */
    static Explanation ofStopped(final Role role, final Throwable failure) {
        return new Explanation("stopped; it was a " + role, ClusterHealth.RED, List.of(
                new Finding(Subject.STOPPED, failure == null ? "it was closed in peace"
                        : "it failed: " + failure, List.of())));
    }

    /** One line for the node, one for the cluster, one for each finding and each detail. */
    @Override
    public String toString() {
        final StringBuilder lines = new StringBuilder();
        line(lines, "node", node);
        line(lines, "cluster", cluster + ", " + cluster.sentence());
        for (final Finding finding : findings) {
            line(lines, finding.subject().label(), finding.sentence());
            for (final Detail detail : finding.details()) {
                line(lines, "", "member " + pad(Integer.toString(detail.member()), 3)
                        + detail.sentence());
            }
        }
        if (findings.isEmpty()) {
            line(lines, "", "nothing waits");
        }
        return lines.toString();
    }

    private static void line(final StringBuilder lines, final String subject,
            final String sentence) {
        lines.append((pad(subject, SUBJECT_WIDTH) + sentence).stripTrailing()).append('\n');
    }

    private static String pad(final String text, final int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
