package io.quorate.raft;

import io.quorate.detector.Detection;
import io.quorate.port.Snapshot;
import io.quorate.port.Storage;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Check;
import io.quorate.wire.CheckReply;
import io.quorate.wire.InstallSnapshot;
import io.quorate.wire.Message;
import io.quorate.wire.ReadReply;
import io.quorate.wire.ReadRequest;
import io.quorate.wire.RequestVote;
import io.quorate.wire.SnapshotReply;
import io.quorate.wire.TimeoutNow;
import io.quorate.wire.VoteReply;
import java.util.SplittableRandom;

/** What a member is made of, and how it is put together: once, when it starts. */
final class Parts {
    final Membership membership;
    final RaftLog log;
    final Patience patience;
    final Voter voter;
    final Candidate candidate;
    final Follower follower;
    final Leader leader;
    final OldTerms oldTerms;
    final Condition condition;
    final SnapshotReceiver receiver;
    final Compaction compaction;
    final Reads reads;
    final ReadQuestions questions;
    final Leadership leadership;
    final Transfer transfer;
    final FollowerChecks followerChecks;
    final Checks checks;
    private final RaftConfig config;
    private final int incarnation;

    /** Each part knows the member that it is part of, whose word is there already. */
    Parts(final RaftConfig config, final Storage storage, final Raft raft, final long nowNs) {
        this.config = config;
        incarnation = raft.votes().incarnation();
        condition = new Condition(raft, this);
        membership = new Membership(config.configuration(), config.self());
        log = logOf(storage, membership);
        patience = patience(raft, nowNs);
        voter = new Voter(raft, config, speaking(VoteReply.allocated()), nowNs);
        candidate = new Candidate(raft, config, voter, speaking(RequestVote.allocated()));
        follower = new Follower(raft, speaking(AppendReply.allocated()));
        receiver = new SnapshotReceiver(raft, follower, storage.snapshots(),
                speaking(SnapshotReply.allocated()));
        leadership = new Leadership(
                Math.max(config.electionTimeoutNsMin(), config.promiseNs()), config.leaseNs());
        transfer = new Transfer(raft, config, leadership, speaking(TimeoutNow.allocated()));
        leader = new Leader(raft, config, speaking(AppendEntries.allocated()), leadership,
                new ReadDesk(raft, leadership, speaking(ReadReply.allocated())), transfer,
                new SnapshotSender(raft, storage.snapshots(), config,
                        speaking(InstallSnapshot.allocated())));
        compaction = new Compaction(raft, this);
        questions = new ReadQuestions(raft, speaking(ReadRequest.allocated()),
                config.heartbeatNs());
        reads = new Reads(raft, leadership, questions);
        oldTerms = new OldTerms(raft, speaking(AppendReply.allocated()));
        followerChecks = new FollowerChecks(raft, leader, config.detection().detector());
        checks = new Checks(raft, followerChecks, speaking(Check.allocated()),
                speaking(CheckReply.allocated()));
    }

    private Patience patience(final Raft raft, final long nowNs) {
        final SplittableRandom random = new SplittableRandom(config.seed());
        final long minNs = config.electionTimeoutNsMin();
        final long maxNs = config.electionTimeoutNsMax();
        final Detection detection = config.detection();
        return new Patience(raft,
                detection.detector().detector(config.heartbeatNs(), minNs, maxNs, random, nowNs),
                detection.schedule(config.heartbeatNs(), minNs, maxNs, random),
                config.standSlotNs(), nowNs);
    }

    /** The log goes on where the newest snapshot ends, or begins anew there. */
    static RaftLog logOf(final Storage storage, final Membership membership) {
        final Snapshot newest = storage.snapshots().newest();
        if (newest != null) {
            if (!RaftLog.holds(storage.log(), newest.lastIndex(), newest.lastTerm())) {
                storage.log().resetTo(newest.lastIndex(), newest.lastTerm());
            }
            SnapshotReader.readConfiguration(newest, membership);
        }
        return new RaftLog(storage.log(), membership);
    }

    private <M extends Message> M speaking(final M message) {
        message.speaker(config.clusterId(), config.self(), incarnation);
        return message;
    }
}
