package io.quorate.raft;

import io.quorate.detector.ElectionTimeout;
import io.quorate.port.LogStorage;
import io.quorate.port.Outbound;
import io.quorate.port.VoteStore;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import io.quorate.wire.Message;
import io.quorate.wire.RequestVote;
import io.quorate.wire.VoteReply;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * One member of a cluster: inputs move its positions, {@link #emit} says what has become due.
 *
 * <p>Each duty cycle calls, in this order: the {@code on...} of what was heard, {@link #propose}
 * for what was submitted, {@link #onDurable}, {@link #onTime}, {@link #emit}; then the caller
 * applies up to {@link #commitIndex}. One thread owns it all. {@link InvariantViolation} or
 * {@link io.quorate.port.StorageException} out of any call means that the node must stop.
 */
public final class Raft {
    /** {@link #propose}: another member leads, or none. */
    public static final long NOT_LEADER = -1;
    /** {@link #propose}: too much is uncommitted, or the log has no room yet; try again. */
    public static final long BACK_PRESSURED = -2;

    private final LogStorage storage;
    private final VoteStore votes;
    private final Membership membership;
    private final RaftLog log;
    private final ElectionTimeout timer;
    private final Voter voter;
    private final Candidate candidate;
    private final Follower follower;
    private final Leader leader;
    private final Invariants invariants = new Invariants();
    private final OldTerms oldTerms;
    private final int[] ids;
    private final int self;
    private Role role = Role.FOLLOWER;
    private long term;
    private int votedFor;
    private int leaderId;
    private long commitIndex;
    private long durableIndex;
    private long nowNs;
    private boolean hasHeardLeader;        // since the last onTime
    private long askedPromiseNs;
    private boolean isTimerDue;            // to be restarted by the next onTime

    /**
     * A member as its storage remembers it, waiting for a leader.
     *
     * @param nowNs the monotonic time, whose origin is of no matter
     * @throws IllegalStateException if the log was written by a cluster of other members
     */
    public Raft(final RaftConfig config, final LogStorage storage, final VoteStore votes,
            final long nowNs) {
        this.storage = storage;
        this.votes = votes;
        this.nowNs = nowNs;
        ids = config.ids();
        self = config.members().indexOf(config.self());
        membership = new Membership(Configuration.of(ids), self);
        log = new RaftLog(storage, membership);
        term = votes.term();
        votedFor = votes.votedFor();
        commitIndex = storage.firstIndex() - 1;
        durableIndex = storage.durableIndex();
        timer = new ElectionTimeout(config.electionTimeoutNsMin(), config.electionTimeoutNsMax(),
                new SplittableRandom(config.seed()), nowNs);
        voter = new Voter(this, config, spokenBy(config, VoteReply.allocated()), nowNs);
        candidate = new Candidate(this, config, spokenBy(config, RequestVote.allocated()));
        follower = new Follower(this, spokenBy(config, AppendReply.allocated()));
        leader = new Leader(this, config, spokenBy(config, AppendEntries.allocated()));
        oldTerms = new OldTerms(this, spokenBy(config, AppendReply.allocated()), ids.length);
        follower.begin();
    }

    private <M extends Message> M spokenBy(final RaftConfig config, final M message) {
        message.speaker(config.clusterId(), config.self(), votes.incarnation());
        return message;
    }

    /** A candidate, or one that would be, asks for this node's vote. */
    public void onRequestVote(final RequestVote request) {
        final int slot = membership.speaker(request, request.identity());
        if (slot >= 0 && !isDisplaced()) {
            voter.onRequestVote(request, slot);
        }
    }

    /** A voter answers. */
    public void onVoteReply(final VoteReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        final boolean isInvitation = reply.isGranted() && reply.isPreVote()
                && reply.term() == term + 1;         // to the very term that was sounded out
        if (slot >= 0 && reply.term() > term && !isInvitation) {
            becomeFollower(reply.term(), 0);
        } else if (slot >= 0) {
            candidate.onVoteReply(reply, slot);
        }
    }

    /** A leader sends entries or its heartbeat. */
    public void onAppendEntries(final AppendEntries message) {
        final int slot = membership.speaker(message);
        if (slot < 0) {
            return;
        }
        if (message.term() < term) {
            oldTerms.heardFrom(slot);
            return;
        }
        if (message.term() > term || leaderId != message.from()) {
            Invariants.require(message.term() > term || leaderId == 0,
                    "two leaders in one term (§5.2)", this);
            becomeFollower(message.term(), message.from());
        }
        hasHeardLeader = true;
        askedPromiseNs = Math.max(askedPromiseNs, message.promiseNs());
        follower.onAppendEntries(message);
    }

    /** A follower says how far its log agrees. */
    public void onAppendReply(final AppendReply reply) {
        final int slot = membership.speaker(reply, reply.identity());
        if (slot >= 0 && reply.term() > term) {
            becomeFollower(reply.term(), 0);
        } else if (slot >= 0 && reply.term() == term && role == Role.LEADER) {
            leader.onAppendReply(reply, slot);
        }
    }

    /**
     * Takes a command into the log, if this node leads.
     *
     * @return its index, {@link #NOT_LEADER} or {@link #BACK_PRESSURED}
     */
    public long propose(final DirectBuffer command, final int offset, final int length) {
        return role == Role.LEADER ? leader.propose(command, offset, length) : NOT_LEADER;
    }

    /** Ends the batch of this cycle's entries, and learns what the disk has done. */
    public int onDurable() {
        storage.endBatch();
        final long durableBefore = durableIndex;
        final long commitBefore = commitIndex;
        durableIndex = storage.durableIndex();
        if (role == Role.LEADER) {
            leader.advanceCommit();
        }
        return durableIndex == durableBefore && commitIndex == commitBefore ? 0 : 1;
    }

    /** Lets time pass; {@code nowNs} is monotonic and read after the messages were. */
    public int onTime(final long nowNs) {
        this.nowNs = nowNs;
        if (hasHeardLeader) {
            voter.heardLeader(nowNs, askedPromiseNs);
        }
        if (hasHeardLeader || isTimerDue) {
            timer.restart(nowNs);
        }
        hasHeardLeader = false;
        isTimerDue = false;
        askedPromiseNs = 0;
        final Role roleBefore = role;
        switch (role) {
            case LEADER -> leader.onTime(nowNs);
            case PRE_CANDIDATE, CANDIDATE -> candidate.campaign(timer, nowNs);
            case FOLLOWER -> candidate.standIfSuspicious(timer, nowNs);
        }
        return role == roleBefore ? 0 : 1;
    }

    /** Follows, in a newer term or the same one; {@code newLeaderId} is 0 while none is known. */
    void becomeFollower(final long newTerm, final int newLeaderId) {
        isTimerDue |= role == Role.LEADER;
        role = Role.FOLLOWER;
        leaderId = newLeaderId;
        if (newTerm > term) {
            term = newTerm;
            votedFor = VoteStore.NOBODY;
            hasHeardLeader = false;              // of the old term: no loyalty is owed to it
            voter.forget();
            storeWord();
        }
        follower.begin();
    }

    /** Stands: sounding the voters out at first, then in earnest, in a term of its own. */
    void becomeCandidate(final Role next) {
        role = next;
        leaderId = 0;
        if (next == Role.CANDIDATE) {
            term++;
            votedFor = ids[self];
            voter.forget();
            storeWord();
        }
        candidate.begin(nowNs);
    }

    /** Leads, elected by a quorum in this term. */
    void becomeLeader() {
        role = Role.LEADER;
        leaderId = ids[self];
        leader.begin(nowNs);
    }

    void voteFor(final int id) {
        votedFor = id;
        isTimerDue = true;
        storeWord();
    }

    void storeWord() {
        votes.store(term, votedFor, voter.promiseNs());
    }

    void commitTo(final long index) {
        commitIndex = Math.max(commitIndex, index);
    }

    /**
     * Says what has become due, once, in a fixed order; what could not be sent is still due.
     * Nothing is said of a term while its term and vote are not durable.
     *
     * @return messages sent
     */
    public int emit(final Outbound outbound) {
        invariants.check(this);
        if (!votes.isDurable()) {
            return 0;
        }
        final int inRole = switch (role) {
            case LEADER -> leader.emit(outbound);
            case PRE_CANDIDATE, CANDIDATE -> candidate.emit(outbound, ids);
            case FOLLOWER -> follower.emit(outbound);
        };
        return inRole + voter.emit(outbound, ids) + oldTerms.emit(outbound, ids);
    }

    /** What this node is to its cluster. */
    public Role role() {
        return role;
    }

    /** The newest term that this node knows of. */
    public long term() {
        return term;
    }

    /** Whom this node voted for in its term; 0 for nobody. */
    public int votedFor() {
        return votedFor;
    }

    /** The leader of this term as far as it is known; 0 if it is not. */
    public int leaderId() {
        return leaderId;
    }

    /** The highest entry in the log. */
    public long lastIndex() {
        return storage.lastIndex();
    }

    /** The highest entry that this node's disk has kept, as of {@link #onDurable}. */
    public long durableIndex() {
        return Math.min(durableIndex, storage.durableIndex());
    }

    /** The highest entry that is known to be committed; all up to it may be applied. */
    public long commitIndex() {
        return commitIndex;
    }

    /** When something falls due if nothing is heard, as {@link #onTime} understands time. */
    public long nextDeadlineNs() {
        return switch (role) {
            case LEADER -> leader.heartbeatDueNs();
            case PRE_CANDIDATE, CANDIDATE -> candidate.nextDueNs(timer.deadlineNs());
            case FOLLOWER -> timer.deadlineNs();
        };
    }

    /** Whether the cluster knows this member by another storage: it may neither vote nor stand. */
    public boolean isDisplaced() {
        return !membership.current().vouches(self, votes.identity());
    }

    /** The highest index that all members have made durable; only a leader knows it, else 0. */
    public long matchedByAll() {
        return role == Role.LEADER ? leader.matchedByAll() : 0;
    }

    /** Messages turned away: from no member, or for a member whose storage is another. */
    public long refused() {
        return membership.refused();
    }

    /** Messages turned away because their entries were damaged or out of order. */
    public long malformed() {
        return follower.malformed();
    }

    @Override
    public String toString() {
        return "member " + ids[self] + " " + role + " term=" + term + " votedFor=" + votedFor
                + " leader=" + leaderId + " first=" + log.firstIndex() + " last=" + lastIndex()
                + " durable=" + durableIndex() + " commit=" + commitIndex;
    }

    RaftLog log() {
        return log;
    }

    VoteStore votes() {
        return votes;
    }

    Membership membership() {
        return membership;
    }

    long nowNs() {
        return nowNs;
    }

    boolean mayStand() {
        return voter.promisedNs(nowNs) <= 0 && !isDisplaced();
    }

    /** When this node loses faith in its leader, or in its own campaign. */
    long suspicionNs() {
        return timer.deadlineNs();
    }

    /** Whether this node has lost faith in its leader, or has none. */
    boolean isSuspicious() {
        return role != Role.FOLLOWER || timer.isSuspicious(nowNs);
    }
}
