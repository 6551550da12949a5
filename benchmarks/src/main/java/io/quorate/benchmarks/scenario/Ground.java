package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.NodeCounter;
import java.util.concurrent.TimeUnit;

/**
 * Where a scenario plays: a cluster that is launched, and all that can be done to it. Members are
 * numbered from 1, voters first. Times are nanoseconds from any origin. One thread calls all.
 */
public interface Ground extends AutoCloseable {
    /** What it is, for people. */
    String label();

    /** What time it is. */
    long nowNs();

    /**
     * Lets a little time pass, a millisecond at most.
     *
     * @param isIdle whether the caller has nothing to do either
     * @throws IllegalStateException if a member has stopped by itself, or a rule of Raft was broken
     */
    void turn(boolean isIdle);

    /** Whether a member is there, and does not stand still. */
    boolean runs(int member);

    /** What a member has published last. */
    long counter(int member, NodeCounter counter);

    /** By how much a member's monotonic clock is ahead of {@link #nowNs}. */
    default long aheadNs(final int member) {
        return 0;
    }

    /**
     * Does something to a member.
     *
     * @param forNs after which it will be {@link #mend mended}
     */
    void strike(int member, Fault fault, Weight by, long forNs);

    /** Makes that good: it is started again, goes on, is connected, well or quick. */
    void mend(int member, Fault fault);

    /** What {@link #connect} is given, before its caller says how that client is to be. */
    default ClientBuilder client() {
        return QuorateClient.builder(Scenario.CLUSTER_ID);
    }

    /** A client of all members, as a process of its own would be, without a thread. */
    QuorateClient connect(ClientBuilder builder);

    /**
     * A number above all that were put here before, so that no value of an earlier play passes for
     * one of the next.
     */
    default long firstNumber() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /**
     * Looks at all members when nothing more happens, as far as it can look into them.
     *
     * @throws IllegalStateException if a promise of Raft was broken
     */
    void verify();

    @Override
    void close();
}
