package io.quorate.benchmarks;

import io.quorate.benchmarks.load.Params;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.benchmarks.rig.Surroundings;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The parameters that all benchmarks of a cluster have in common; {@link RigConfig} says what each
 * may be. Threading, heartbeat and timeouts are each benchmark's own, as their defaults differ, or
 * those of {@link LoadParams}.
 */
@State(Scope.Benchmark)
public abstract class ClusterParams {
    @Param({"3"})
    public int nodes;

    @Param({"aeron-udp"})
    public String transport;

    @Param({"chronicle"})
    public String storage;

    @Param({"page-cache"})
    public String durability;

    @Param({"32"})
    public int payload;

    @Param({""})
    public String dir;

    @Param({"42"})
    public int seed;

    /** The cluster that JMH's parameters describe, launched. */
    static ClusterRig launch(final BenchmarkParams params) {
        final Map<String, String> all = Params.of(params);
        return ClusterRig.launch(RigConfig.of(all), Surroundings.of(all));
    }
}
