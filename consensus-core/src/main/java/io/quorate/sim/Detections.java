package io.quorate.sim;

import io.quorate.detector.Detection;
import io.quorate.detector.DetectorKind;
import io.quorate.detector.DetectorSettings;
import io.quorate.detector.ElectionSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Which detector the members of a run have, and which schedule of elections. Each suspects a dead
 * leader within a few election timeouts, so that what is asked of liveness is asked of all alike.
 */
final class Detections {
    private Detections() {
    }

    static Detection draw(final Chance chance, final Conditions.Cluster cluster) {
        return new Detection(drawDetector(chance, cluster), drawElection(chance, cluster));
    }

    private static DetectorSettings drawDetector(final Chance chance,
            final Conditions.Cluster cluster) {
        final int retries = 1 + chance.below(3);
        final long intervalNs = chance.magnitude(cluster.heartbeatNs() / 2,
                2 * cluster.heartbeatNs());
        return new DetectorSettings(drawKinds(chance), intervalNs,
                cluster.electionNsMin() / retries, retries, chance.scaled(4, 12),
                chance.is(0.5) ? cluster.heartbeatNs() : 0, 1 + chance.below(4));
    }

    private static List<DetectorKind> drawKinds(final Chance chance) {
        final DetectorKind[] kinds = DetectorKind.values();
        final List<DetectorKind> drawn = new ArrayList<>();
        if (chance.is(0.2)) {
            for (final DetectorKind kind : kinds) {
                if (chance.is(0.5)) {
                    drawn.add(kind);
                }
            }
        }
        if (drawn.isEmpty()) {
            drawn.add(kinds[chance.below(kinds.length)]);
        }
        return drawn;
    }

    private static ElectionSettings drawElection(final Chance chance,
            final Conditions.Cluster cluster) {
        if (chance.is(0.7)) {
            return ElectionSettings.RANDOM;
        }
        return new ElectionSettings(ElectionSettings.Kind.BACK_OFF, cluster.heartbeatNs(),
                chance.magnitude(1, cluster.heartbeatNs()), cluster.electionNsMax(),
                cluster.electionNsMin() / 2);
    }
}
