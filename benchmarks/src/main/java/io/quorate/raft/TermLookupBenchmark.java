package io.quorate.raft;

import io.quorate.benchmarks.Answers;
import io.quorate.benchmarks.micro.Part;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to know the term of an entry? It is asked for every message of a leader and
 * every answer of a follower; {@code near} asks for the log's end, as those do, {@code far} for any
 * entry. The baseline is a look at an array that has one term for each entry.
 */
@Answers("What does it cost to know the term of an entry?")
public class TermLookupBenchmark extends Part {
    private static final int ENTRIES = 1 << 20;
    private static final int DRAWN = 1 << 10;

    @Param({"1", "16", "1024"})
    public int terms;

    private final int[] order = new int[DRAWN];
    private final long[] all = new long[ENTRIES + 1];
    private TermRuns runs;
    private int next;

    @Setup
    public void fill() {
        runs = new TermRuns(0, 0);
        for (int index = 1; index <= ENTRIES; index++) {
            all[index] = 1 + (long) index * terms / (ENTRIES + 1);
            runs.append(index, all[index]);
        }
        final Random random = new Random(42);
        for (int i = 0; i < DRAWN; i++) {
            order[i] = 1 + random.nextInt(ENTRIES);
        }
    }

    private int next() {
        next = next + 1 & DRAWN - 1;
        return order[next];
    }

    @Benchmark
    public long near() {
        return runs.termAt(ENTRIES - (next() & 63));
    }

    @Benchmark
    public long far() {
        return runs.termAt(next());
    }

    @Benchmark
    public long array() {
        return all[next()];
    }
}
