package io.quorate.benchmarks;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Those of a cluster under load besides: no neighbour's burst shall cost a leader its office. */
@State(Scope.Benchmark)
public abstract class LoadParams extends ClusterParams {
    @Param({"50"})
    public int heartbeatMs;

    @Param({"1000"})
    public int electionTimeoutMinMs;

    @Param({"2000"})
    public int electionTimeoutMaxMs;

    @Param({"inline"})
    public String threading;
}
