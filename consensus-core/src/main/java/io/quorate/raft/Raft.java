package io.quorate.raft;

import io.quorate.port.LogStorage;
import io.quorate.port.Outbound;
import io.quorate.port.Snapshot;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import io.quorate.wire.EntryType;
import io.quorate.wire.Message;
import org.agrona.DirectBuffer;

/**
 * One member of a cluster: inputs move its positions, {@link #emit} says what has become due.
 *
 * <p>Each duty cycle calls, in this order: {@link #hear} for what was heard, {@link #propose} for
 * what was submitted, {@link #onDurable}, {@link #onTime}, {@link #emit}; then the caller
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
    private final Parts parts;
    private final TermRule heard;
    private final Invariants invariants = new Invariants();
    private final int id;
    private Role role = Role.FOLLOWER;
    private long term;
    private int votedFor;
    private int leaderId;
    private long commitIndex;
    private long durableIndex;
    private long nowNs;

    /**
     * A member as its storage remembers it, waiting for a leader.
     *
     * @param nowNs the monotonic time, whose origin is of no matter
     */
    public Raft(final RaftConfig config, final Storage disk, final long nowNs) {
        storage = disk.log();
        votes = disk.votes();
        this.nowNs = nowNs;
        id = config.self();
        term = votes.term();
        votedFor = votes.votedFor();
        final Snapshot newest = disk.snapshots().newest();
        parts = new Parts(config, disk, this, nowNs);
        commitIndex = Math.max(storage.firstIndex() - 1, newest == null ? 0 : newest.lastIndex());
        durableIndex = storage.durableIndex();
        heard = new TermRule(this, parts);
        parts.follower.begin();
    }

    /** What another member says: a sound message of any type but those of clients. */
    public void hear(final Message message) {
        heard.hear(message);
    }

    /** How far reads are confirmed. */
    public Reads reads() {
        return parts.reads;
    }

    /** Takes a command into the log: {@link #propose(int, DirectBuffer, int, int)}. */
    public long propose(final DirectBuffer command, final int offset, final int length) {
        return propose(EntryType.COMMAND, command, offset, length);
    }

    /**
     * Takes an entry into the log, if this node leads.
     *
     * @param type one of {@link io.quorate.wire.EntryType} that comes from a client
     * @return its index, {@link #NOT_LEADER} or {@link #BACK_PRESSURED}
     */
    public long propose(final int type, final DirectBuffer payload, final int offset,
            final int length) {
        return role == Role.LEADER ? parts.leader.propose(type, payload, offset, length)
                : NOT_LEADER;
    }

    /**
     * Changes who the members are, if this node leads; {@link #changeState} tells how it goes.
     *
     * @return the index of the configuration that it begins with, {@link #NOT_LEADER},
     *         {@link #BACK_PRESSURED} or a {@link Refusal}
     */
    public long change(final MembershipChange change) {
        return role == Role.LEADER ? parts.leader.reconfiguration().begin(change, nowNs)
                : NOT_LEADER;
    }

    /** How far the newest change has come that this node took on as a leader. */
    public ChangeState changeState() {
        return parts.leader.reconfiguration().state();
    }

    /**
     * Hands the office over, if this node leads: commands are refused until that has ended, within
     * the shortest election timeout.
     *
     * @param toId the voter that is to lead; 0 for the best there is
     * @return the number of the attempt, from 1 on, {@link #NOT_LEADER} or a {@link Refusal}
     */
    public long transfer(final int toId) {
        return role == Role.LEADER ? parts.leader.transfer(toId) : NOT_LEADER;
    }

    /** What became of the newest attempt; {@code ABORTED} before there was any. */
    public TransferOutcome transferOutcome() {
        return parts.transfer.outcome();
    }

    /** How this member stands, and what its driver thinks of it as a leader. */
    public Condition condition() {
        return parts.condition;
    }

    /** Ends the batch of this cycle's entries, and learns what the disk has done. */
    public int onDurable() {
        storage.endBatch();
        final long durableBefore = durableIndex;
        final long commitBefore = commitIndex;
        final int settled = parts.receiver.settle();
        durableIndex = storage.durableIndex();
        if (role == Role.LEADER) {
            parts.leader.advanceCommit();
        }
        return durableIndex == durableBefore && commitIndex == commitBefore ? settled : 1;
    }

    /** Lets time pass; {@code nowNs} is monotonic and read after the messages were. */
    public int onTime(final long nowNs) {
        this.nowNs = nowNs;
        parts.patience.settle(nowNs, parts.voter);
        parts.transfer.onTime(nowNs);
        final Role roleBefore = role;
        switch (role) {
            case LEADER -> parts.leader.onTime(nowNs);
            case PRE_CANDIDATE, CANDIDATE -> parts.candidate.campaign(nowNs);
            case FOLLOWER -> parts.candidate.standIfSuspicious(nowNs);
        }
        return role == roleBefore ? 0 : 1;
    }

    /** Follows, in a newer term or the same one; {@code newLeaderId} is 0 while none is known. */
    void becomeFollower(final long newTerm, final int newLeaderId) {
        if (role == Role.LEADER) {
            parts.patience.restart();
            parts.leader.end();
        }
        role = Role.FOLLOWER;
        leaderId = newLeaderId;
        parts.reads.nextReign();
        if (newTerm > term) {
            term = newTerm;
            votedFor = VoteStore.NOBODY;
            parts.patience.forgetLeader();
            parts.voter.forget();
            storeWord();
        }
        parts.follower.begin();
    }

    /** Stands: sounding the voters out at first, then in earnest, in a term of its own. */
    void becomeCandidate(final Role next) {
        role = next;
        leaderId = 0;
        parts.reads.nextReign();
        if (next == Role.CANDIDATE) {
            term++;
            votedFor = id;
            parts.voter.forget();
            storeWord();
        }
        parts.candidate.begin(nowNs);
    }

    /** Leads, elected by a quorum in this term. */
    void becomeLeader() {
        invariants.check(this);            // what it learned in this cycle, it learned as another
        role = Role.LEADER;
        leaderId = id;
        parts.receiver.forget();
        parts.reads.nextReign();
        parts.leader.begin(nowNs);
    }

    void voteFor(final int candidateId) {
        votedFor = candidateId;
        parts.patience.restart();
        storeWord();
    }

    void storeWord() {
        votes.store(term, votedFor, parts.voter.promiseNs());
    }

    /** A snapshot takes the log's place: all that it covers is committed. */
    void install(final Snapshot snapshot) {
        parts.log.resetTo(snapshot);
        commitIndex = snapshot.lastIndex();
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
            case LEADER -> parts.leader.emit(outbound);
            case PRE_CANDIDATE, CANDIDATE -> parts.candidate.emit(outbound);
            case FOLLOWER -> parts.follower.emit(outbound) + parts.receiver.emit(outbound)
                    + parts.questions.emit(outbound);
        };
        return inRole + parts.voter.emit(outbound) + parts.oldTerms.emit(outbound)
                + parts.checks.emit(outbound);
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
            case LEADER -> parts.transfer.nextDueNs(parts.leader.heartbeatDueNs());
            case PRE_CANDIDATE, CANDIDATE -> parts.candidate.nextDueNs(parts.patience.deadlineNs());
            case FOLLOWER -> parts.questions.nextDueNs(parts.candidate.standNs());
        };
    }

    /** Who the members are: the newest configuration in the log, committed or not. */
    public Configuration configuration() {
        return parts.membership.current();
    }

    /** The index of the entry that holds it; 0 for the one that this node was started with. */
    public long configurationIndex() {
        return parts.membership.index();
    }

    /** What must be known to take snapshots and drop entries. */
    public Compaction compaction() {
        return parts.compaction;
    }

    /** Whether the cluster knows this member by another storage: it may neither vote nor stand. */
    public boolean isDisplaced() {
        return !parts.membership.current().vouches(id, votes.identity());
    }

    /** The highest index that all members have made durable; only a leader knows it, else 0. */
    public long matchedByAll() {
        return role == Role.LEADER ? parts.leader.matchedByAll() : 0;
    }

    /** Peers that failed the checks of this leader; 0 where it follows or does not check. */
    public int inactivePeers() {
        return role == Role.LEADER ? parts.followerChecks.inactive() : 0;
    }

    /** Messages turned away: from no member, or for a member whose storage is another. */
    public long refused() {
        return parts.membership.refused();
    }

    /** Messages turned away because their entries were damaged or out of order. */
    public long malformed() {
        return parts.follower.malformed() + parts.receiver.malformed();
    }

    @Override
    public String toString() {
        return "member " + id + " " + role + " term=" + term + " votedFor=" + votedFor
                + " leader=" + leaderId + " first=" + parts.log.firstIndex()
                + " last=" + lastIndex() + " durable=" + durableIndex() + " commit=" + commitIndex;
    }

    RaftLog log() {
        return parts.log;
    }

    VoteStore votes() {
        return votes;
    }

    /** Which configurations hold, to be looked at. */
    public Membership membership() {
        return parts.membership;
    }

    Patience patience() {
        return parts.patience;
    }

    int id() {
        return id;
    }

    long nowNs() {
        return nowNs;
    }
}
