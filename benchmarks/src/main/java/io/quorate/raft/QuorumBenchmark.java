package io.quorate.raft;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.micro.Part;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to know what a majority has reached? The baseline sorts a copy, as a textbook
 * would. It lies in the package of what it measures, which nobody else may see.
 */
@Answers("What does it cost to know what a majority has reached?")
public class QuorumBenchmark extends Part {
    private static final int DRAWN = 1 << 10;

    @Param({"3", "5", "7"})
    public int nodes;

    private final long[][] positions = new long[DRAWN][];
    private Quorum quorum;
    private Quorum joint;
    private long[] sorted;
    private int next;

    @Setup
    public void draw() {
        final int[] voters = IntStream.range(0, nodes).toArray();
        quorum = new Quorum(voters, voters);
        joint = new Quorum(voters, IntStream.range(1, nodes + 1).toArray());
        sorted = new long[nodes];
        final Random random = new Random(42);
        for (int i = 0; i < DRAWN; i++) {
            positions[i] = random.longs(nodes + 1L, 0, 1000).toArray();
        }
    }

    private long[] next() {
        next = next + 1 & DRAWN - 1;
        return positions[next];
    }

    @Benchmark
    public long reached() {
        return quorum.reached(next());
    }

    @Benchmark
    public long reachedJointly() {
        return joint.reached(next());
    }

    @Benchmark
    public long sort() {
        System.arraycopy(next(), 0, sorted, 0, nodes);
        Arrays.sort(sorted);
        return sorted[(nodes - 1) / 2];
    }
}
