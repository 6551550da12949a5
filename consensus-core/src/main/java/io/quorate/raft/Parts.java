package io.quorate.raft;

import io.quorate.detector.ElectionTimeout;
import io.quorate.port.LogStorage;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
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
    private final RaftConfig config;
    private final int incarnation;

    /** Each part knows the member that it is part of, whose word is there already. */
    Parts(final RaftConfig config, final LogStorage storage, final Raft raft, final long nowNs) {
        this.config = config;
        incarnation = raft.votes().incarnation();
        membership = new Membership(config.configuration(), config.self());
        log = new RaftLog(storage, membership);
        patience = new Patience(new ElectionTimeout(config.electionTimeoutNsMin(),
                config.electionTimeoutNsMax(), new SplittableRandom(config.seed()), nowNs));
        voter = new Voter(raft, config, speaking(VoteReply.allocated()), nowNs);
        candidate = new Candidate(raft, config, speaking(RequestVote.allocated()));
        follower = new Follower(raft, speaking(AppendReply.allocated()));
        leader = new Leader(raft, config, speaking(AppendEntries.allocated()));
        oldTerms = new OldTerms(raft, speaking(AppendReply.allocated()));
    }

    private <M extends Message> M speaking(final M message) {
        message.speaker(config.clusterId(), config.self(), incarnation);
        return message;
    }
}
