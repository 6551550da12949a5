package io.quorate.benchmarks.micro;

import io.quorate.benchmarks.Answers;
import io.quorate.port.LogStorage;
import io.quorate.port.Outbound;
import io.quorate.port.Storage;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does the protocol itself cost a command, with no disk, no wire and no thread in it? A leader
 * takes a batch into a log in memory, says it to its followers, and hears from a majority that they
 * have it. {@code batch=1} is a step of one command, with all that a duty cycle does. The baseline
 * appends the same batch to the same log.
 */
@Answers("What does the protocol itself cost a command, without a disk, a wire or a thread?")
public class CoreStepBenchmark extends Part {
    private static final long CLUSTER = 1;
    private static final long TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int KEPT = 1 << 16;
    private static final int STEP = 64;

    @Param({"3", "5", "7"})
    public int nodes;

    @Param({"1", "64"})
    public int batch;

    @Param({"32"})
    public int payload;

    private final LogStorage log = new MemoryLog();
    private final Ear ear = new Ear();
    private final List<AppendReply> replies = new ArrayList<>();
    private UnsafeBuffer command;
    private Raft raft;
    private long nowNs = TIMEOUT_NS;

    /** Takes every word, and keeps in mind what the newest request and round were. */
    private static final class Ear implements Outbound {
        private long round;
        private RequestVote asked;

        @Override
        public boolean send(final int to, final Message message) {
            asked = message instanceof RequestVote request ? request : asked;
            heard(message);
            return true;
        }

        @Override
        public boolean send(final int to, final Message message, final DirectBuffer body,
                final int offset, final int length) {
            heard(message);
            return true;
        }

        private void heard(final Message message) {
            round = message instanceof AppendEntries append ? append.round() : round;
        }

        @Override
        public int frameCapacity() {
            return 8 << 10;
        }
    }

    @Setup(Level.Trial)
    public void elect() {
        command = new UnsafeBuffer(ByteBuffer.allocateDirect(payload));
        raft = new Raft(RaftConfig.of(CLUSTER, 1, IntStream.rangeClosed(1, nodes).boxed().toList(),
                TIMEOUT_NS / 10, TIMEOUT_NS, 2 * TIMEOUT_NS, 1), new Storage(log,
                        new MemoryVoteStore(1), new MemorySnapshotStore(CLUSTER)), nowNs);
        nowNs += 2 * TIMEOUT_NS;
        for (int id = 2; id <= nodes; id++) {
            replies.add(speaking(id, AppendReply.allocated()));
        }
        cycle();
        grant();
        grant();
        if (raft.role() != Role.LEADER) {
            throw new IllegalStateException("nobody leads: " + raft);
        }
        confirm();
    }

    private static <M extends Message> M speaking(final int from, final M message) {
        message.speaker(CLUSTER, from, 1);
        return message;
    }

    /** All others give the vote that was asked for. */
    private void grant() {
        for (int id = 2; id <= nodes; id++) {
            final VoteReply reply = speaking(id, VoteReply.allocated());
            reply.term(ear.asked.term()).granted(true).preVote(ear.asked.isPreVote())
                    .campaign(ear.asked.campaign()).identity(id);
            reply.seal(0);
            raft.hear(reply);
        }
        cycle();
    }

    @Benchmark
    @OperationsPerInvocation(STEP)
    public long commit() {
        for (int done = 0; done < STEP; done += batch) {
            for (int i = 0; i < batch; i++) {
                require(raft.propose(command, 0, payload) > 0);
            }
            cycle();
            confirm();
        }
        require(raft.commitIndex() == raft.lastIndex());
        purge();
        return raft.commitIndex();
    }

    /** All others have all of it. */
    private void confirm() {
        for (final AppendReply reply : replies) {
            reply.term(raft.term()).match(raft.lastIndex(), raft.lastIndex()).round(ear.round)
                    .identity(reply.from()).accepted();
            raft.hear(reply);
        }
        cycle();
    }

    private void cycle() {
        nowNs += 1_000;
        raft.onDurable();
        raft.onTime(nowNs);
        raft.emit(ear);
    }

    @Benchmark
    @OperationsPerInvocation(STEP)
    public long append() {
        for (int i = 0; i < STEP; i++) {
            log.append(1, 1, command, 0, payload);
        }
        log.endBatch();
        purge();
        return log.lastIndex();
    }

    private void purge() {
        if (log.lastIndex() - log.firstIndex() > 2 * KEPT) {
            log.purgeTo(log.lastIndex() - KEPT);
        }
    }

    private static void require(final boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("a command was not committed in its step");
        }
    }
}
