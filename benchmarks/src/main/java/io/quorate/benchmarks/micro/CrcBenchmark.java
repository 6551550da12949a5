package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.wire.Crc32c;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does the checksum of an entry cost? The baseline is a copy of the same bytes, which every
 * entry pays several times over.
 */
@Answers("What does the checksum of an entry cost, beside a copy of its bytes?")
public class CrcBenchmark extends Part {
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
