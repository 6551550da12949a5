package io.quorate.raft;

import io.quorate.port.SnapshotBytes;
import io.quorate.port.SnapshotWriter;
import io.quorate.port.Storage;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.EntryFrame;
import io.quorate.wire.EntryType;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/** One member under test: its disk, its time and all that it says are in the test's hands. */
final class Member {
    static final long MS = 1_000_000;
    static final long HEARTBEAT = 10 * MS;
    static final long TIMEOUT_MIN = 100 * MS;
    static final long TIMEOUT_MAX = 200 * MS;
    static final long CLUSTER = 77;

    final int id;
    final TestLog log;
    final TestVotes votes;
    final MemorySnapshotStore snapshots = new MemorySnapshotStore(CLUSTER);
    final Outbox outbox = new Outbox();
    private final RaftConfig config;
    private Raft raft;
    private long nowNs = 1_000 * MS;

    /** Member {@code id} of n members 1..n, with entries of those terms in its log. */
    Member(final int id, final int n, final long... terms) {
        this(id, config(id, n, id, 0), terms);
    }

    Member(final int id, final RaftConfig config, final long... terms) {
        this(id, config, 1000 + id, terms);
    }

    private Member(final int id, final RaftConfig config, final long identity,
            final long[] terms) {
        this.id = id;
        this.config = config;
        log = new TestLog(terms);
        votes = new TestVotes(identity);
        votes.in(terms.length == 0 ? 0 : terms[terms.length - 1], 0);
        start();
    }

    /** A member with an empty log, whose storage is not the one that members have here. */
    static Member withIdentity(final int id, final int n, final long identity) {
        return new Member(id, config(id, n, id, 0), identity, new long[0]);
    }

    /** A member that knows of nobody yet. */
    static Member joining(final int id) {
        return new Member(id, RaftConfig.of(CLUSTER, id, Configuration.EMPTY, HEARTBEAT,
                TIMEOUT_MIN, TIMEOUT_MAX, id).withLimits(4, 1 << 20, 16));
    }

    static RaftConfig config(final int id, final int n, final long seed, final long promiseNs) {
        return RaftConfig.of(CLUSTER, id, IntStream.rangeClosed(1, n).boxed().toList(), HEARTBEAT,
                TIMEOUT_MIN, TIMEOUT_MAX, seed).withPromise(promiseNs).withLimits(4, 1 << 20, 16);
    }

    Storage disk() {
        return new Storage(log, votes, snapshots);
    }

    /** Starts from what the disk holds. */
    void start() {
        raft = new Raft(config, disk(), nowNs);
    }

    /** The machine stops and starts again. */
    void restart() {
        log.crash();
        votes.crash();
        outbox.take();
        start();
    }

    /** Has a snapshot of that entry, and drops the log up to it if asked to. */
    void snapshot(final long index, final long term, final int bytes, final boolean isPurged) {
        final byte[] content = SnapshotBytes.of(CLUSTER, index, term,
                config.configuration().encode(), bytes, index);
        final SnapshotWriter writer = snapshots.begin(index, term);
        writer.offer(new UnsafeBuffer(content), 0, content.length);
        writer.finish();
        if (isPurged) {
            log.purgeTo(index);
        }
    }

    Raft raft() {
        return raft;
    }

    long nowNs() {
        return nowNs;
    }

    /** One duty cycle, after so much time; what it says is in the outbox. */
    Member cycle(final long afterNs) {
        nowNs += afterNs;
        raft.onDurable();
        raft.onTime(nowNs);
        raft.emit(outbox);
        return this;
    }

    Member cycle() {
        return cycle(0);
    }

    /** Waits until the election timer has surely run out, and stands. */
    Member timeOut() {
        return cycle(TIMEOUT_MAX);
    }

    /** What was said since the last call, in words. */
    List<String> said() {
        return outbox.take().stream().map(Outbox.Letter::toString).toList();
    }

    void hear(final Outbox.Letter letter) {
        raft.hear(letter.read());
    }

    long propose() {
        return raft.propose(new UnsafeBuffer(new byte[8]), 0, 8);
    }

    /** Hears a request for a real vote, and answers in words. */
    List<String> asked(final int from, final long term, final long lastIndex,
            final long lastTerm) {
        return asked(from, term, lastIndex, lastTerm, false);
    }

    List<String> asked(final int from, final long term, final long lastIndex, final long lastTerm,
            final boolean isPreVote) {
        final RequestVote request = spoken(from, RequestVote.allocated());
        request.term(term).last(lastIndex, lastTerm).identity(1000 + from).preVote(isPreVote)
                .campaign(1);
        raft.hear(sealed(request, new RequestVote()));
        return cycle().said();
    }

    /** Hears entries of those terms after prev, and answers in words. */
    List<String> appended(final int from, final long term, final long prevIndex,
            final long prevTerm, final long commit, final long... entryTerms) {
        hearAppend(from, term, prevIndex, prevTerm, commit, 0, entryTerms);
        return cycle().said();
    }

    void hearAppend(final int from, final long term, final long prevIndex, final long prevTerm,
            final long commit, final long promiseNs, final long... entryTerms) {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[entryTerms.length * 32]);
        for (int i = 0; i < entryTerms.length; i++) {
            EntryFrame.write(body, i * 32, prevIndex + 1 + i, entryTerms[i], EntryType.COMMAND,
                    new UnsafeBuffer(0, 0), 0, 0);
        }
        final AppendEntries message = spoken(from, AppendEntries.allocated());
        message.term(term).prev(prevIndex, prevTerm).commitIndex(commit).round(1)
                .promiseNs(promiseNs);
        final Outbox wire = new Outbox();
        wire.send(id, message, body, 0, body.capacity());
        raft.hear(wire.take().get(0).read(new AppendEntries()));
    }

    /** Hears that a follower's log agrees and is durable up to an index. */
    Member matched(final int from, final long term, final long matchIndex) {
        final AppendReply reply = spoken(from, AppendReply.allocated());
        reply.term(term).match(matchIndex, matchIndex).round(1).identity(1000 + from);
        raft.hear(sealed(reply, new AppendReply()));
        return cycle();
    }

    /** Hears a voter's answer to its newest campaign. */
    Member answered(final int from, final long term, final boolean isGranted,
            final RequestVote asked) {
        final VoteReply reply = spoken(from, VoteReply.allocated());
        reply.term(term).granted(isGranted).preVote(asked.isPreVote()).campaign(asked.campaign())
                .identity(1000 + from);
        raft.hear(sealed(reply, new VoteReply()));
        return this;
    }

    private static <M extends Message> M spoken(final int from, final M message) {
        message.speaker(CLUSTER, from, 1);
        return message;
    }

    private static <M extends Message> M sealed(final M written, final M flyweight) {
        final Outbox wire = new Outbox();
        wire.send(0, written);
        return wire.take().get(0).read(flyweight);
    }

    /** Stands and is elected by everybody; what it said on the way is dropped. */
    Member lead() {
        return lead(config.configuration().members().size());
    }

    /** Stands and is elected by the first n members. */
    Member lead(final int n) {
        timeOut();
        for (int round = 0; round < 2 && raft.role() != Role.LEADER; round++) {
            final List<Outbox.Letter> letters = outbox.take();
            final RequestVote request = letters.isEmpty() ? null
                    : letters.get(letters.size() - 1).read(new RequestVote());
            for (int voter = 1; voter <= n; voter++) {
                if (voter != id && request != null) {
                    answered(voter, raft.term(), true, request);
                }
            }
            cycle();
        }
        cycle();
        outbox.take();
        return this;
    }
}
