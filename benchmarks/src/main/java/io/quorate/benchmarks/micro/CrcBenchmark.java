package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.wire.Crc32c;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the checksum of an entry cost? The baseline is a copy of the same bytes, which every
 * entry pays several times over.
 */
@Answers("What does the checksum of an entry cost, beside a copy of its bytes?")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrcBenchmark {
    @Param({"32", "256", "1024", "65536"})
    public int bytes;

    private UnsafeBuffer from;
    private UnsafeBuffer to;

    @Setup
    public void fill() {
        from = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        to = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        for (int i = 0; i < bytes; i++) {
            from.putByte(i, (byte) (i * 31));
        }
    }

    @Benchmark
    public int checksum() {
        return Crc32c.of(from, 0, bytes);
    }

    @Benchmark
    public UnsafeBuffer copy() {
        to.putBytes(0, from, 0, bytes);
        return to;
    }
}
