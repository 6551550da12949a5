package io.quorate.benchmarks;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The parameters of benchmarks in which a leader is lost: who finds out, and how. They are the
 * settings of the same names in docs/CONFIGURATION.md; a detector ignores what is not its own. With
 * {@code evidence=connection} members have the links of {@code detector.link = tcp} besides, and a
 * crash ends them.
 */
@State(Scope.Benchmark)
public abstract class DetectionParams extends ClusterParams {
    @Param({"election-timeout"})
    public String detector;

    @Param({"10"})
    public int checkIntervalMs;

    @Param({"30"})
    public int checkTimeoutMs;

    @Param({"3"})
    public int checkRetries;

    @Param({"8"})
    public int phiThreshold;

    @Param({"3"})
    public int rttLosses;

    @Param({"random"})
    public String election;

    @Param({"timeout"})
    public String evidence;
}
