package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.session.SessionLimits;
import io.quorate.session.SessionTable;
import io.quorate.session.Verdict;
import io.quorate.wire.EntryType;
import io.quorate.wire.SessionEntry;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does exactly-once cost a command, by how many sessions there are? Each operation is the next
 * command of a session drawn at random, judged and answered. The baseline draws the session and
 * writes the same head, and looks nothing up.
 */
@Answers("What does exactly-once cost a command, with up to a million sessions?")
public class SessionBenchmark extends Part {
    private static final int TIMEOUT_MS = 60_000;
    private static final int DRAWN = 1 << 16;

    @Param({"1000", "1000000"})
    public int sessions;

    private final int[] order = new int[DRAWN];
    private final UnsafeBuffer entry = new UnsafeBuffer(new byte[SessionEntry.OPEN_LENGTH]);
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[Long.BYTES]);
    private SessionTable table;
    private long[] newest;
    private long index;
    private int next;

    @Setup
    public void open() {
        table = new SessionTable(new SessionLimits(sessions, 1024, TIMEOUT_MS));
        newest = new long[sessions + 1];
        SessionEntry.stamp(entry, 0, 1);
        SessionEntry.writeLimits(entry, 0, sessions, 1024, TIMEOUT_MS);
        for (index = 1; index <= sessions; index++) {
            require(table.apply(index, EntryType.SESSION_OPEN, entry, 0) == Verdict.DONE);
        }
        final Random random = new Random(42);
        for (int i = 0; i < DRAWN; i++) {
            order[i] = 1 + random.nextInt(sessions);
        }
    }

    @Benchmark
    public Verdict command() {
        writeNext();
        final Verdict verdict = table.apply(++index, EntryType.SESSION_COMMAND, entry, 0);
        require(verdict == Verdict.EXECUTE);
        table.executed(index, reply, Long.BYTES);
        return verdict;
    }

    @Benchmark
    public UnsafeBuffer head() {
        writeNext();
        return entry;
    }

    private void writeNext() {
        next = next + 1 & DRAWN - 1;
        final int session = order[next];
        final long seq = ++newest[session];
        SessionEntry.write(entry, 0, session, seq, seq);
    }

    private static void require(final boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("a session's command was not judged as new");
        }
    }
}
