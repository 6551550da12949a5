package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import io.quorate.wire.Message;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to write an entry as a frame, to check one that came, and to write and read the
 * head of the message that carries a run of them? The baseline is a copy of the payload.
 */
@Answers("What does it cost to write and to check an entry, and the message that carries it?")
public class FrameBenchmark extends Part {
    private static final long CLUSTER = 7;

    @Param({"32", "256", "1024"})
    public int payload;

    private final AppendEntries written = AppendEntries.allocated();
    private final AppendEntries read = new AppendEntries();
    private UnsafeBuffer command;
    private UnsafeBuffer frame;
    private int frameLength;
    private long index;

    @Setup
    public void fill() {
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        frame = new UnsafeBuffer(ByteBuffer.allocateDirect(EntryFrame.frameLength(payload)));
        written.speaker(CLUSTER, 1, 1);
        encodeHead();
        encode();
    }

    @Benchmark
    public int encode() {
        frameLength = EntryFrame.write(frame, 0, ++index, 1, EntryType.COMMAND, command, 0,
                payload);
        return frameLength;
    }

    @Benchmark
    public int check() {
        return EntryFrame.check(frame, 0, frameLength);
    }

    @Benchmark
    public int encodeHead() {
        written.term(1).prev(++index, 1).commitIndex(index).round(index).promiseNs(0);
        written.seal(0);
        return written.fixedLength();
    }

    /** As a node does it: nothing is read that was not checked. */
    @Benchmark
    public long decodeHead() {
        final int length = written.fixedLength();
        if (Message.check(written.buffer(), 0, length, CLUSTER) != Message.Verdict.SOUND) {
            throw new IllegalStateException("the head that was just written is not sound");
        }
        read.wrap(written.buffer(), 0, length);
        return read.prevIndex() + read.prevTerm() + read.commitIndex() + read.round();
    }

    @Benchmark
    public UnsafeBuffer copy() {
        frame.putBytes(EntryFrame.HEADER_LENGTH, command, 0, payload);
        return frame;
    }
}
