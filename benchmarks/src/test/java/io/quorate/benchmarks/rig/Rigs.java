package io.quorate.benchmarks.rig;

import java.util.Map;
import java.util.TreeMap;

/** Clusters for tests: in memory, over loopback, in the test's own thread. */
public final class Rigs {
    private Rigs() {}

    /** Three members with timeouts of 50 to 100 ms, and what else is given as name, value, ... */
    public static ClusterRig launch(final String... more) {
        return launchWithBallast(0, more);
    }

    /** The same, with so much state besides, for snapshots to carry. */
    public static ClusterRig launchWithBallast(final long bytes, final String... more) {
        return ClusterRig.launch(config(more), bytes);
    }

    /** What such a cluster is made of. */
    public static RigConfig config(final String... more) {
        final Map<String, String> params = new TreeMap<>(Map.of("transport", "loopback",
                "storage", "memory", "durability", "memory"));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        return RigConfig.of(params);
    }
}
