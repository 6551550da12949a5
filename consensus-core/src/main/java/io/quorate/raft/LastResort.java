package io.quorate.raft;

import io.quorate.port.LogStorage;
import io.quorate.port.Storage;
import io.quorate.port.VoteStore;
import io.quorate.wire.EntryType;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What is left when a majority of the voters is lost for good: an operator names those who survive,
 * with nobody's leave. It may lose what was acknowledged, and if one who was left out still lives
 * with others of its kind, there may be two clusters.
 */
public final class LastResort {
    private LastResort() {
    }

    /**
     * The first step: a term of its own, above all that this member knows of. Closing the storage
     * makes it durable, and only then the second is safe: an entry of a term that a crash took away
     * would keep the member from ever starting. By itself the step changes nothing.
     *
     * @param disk that member's, opened
     * @throws IllegalArgumentException naming who is not a member
     */
    public static void prepare(final RaftConfig config, final Storage disk,
            final Set<Integer> survivors) {
        final Membership membership = new Membership(config.configuration(), config.self());
        final RaftLog log = Parts.logOf(disk, membership);
        requireMembers(membership.current(), config.self(), survivors);
        final VoteStore votes = disk.votes();
        votes.store(Math.max(votes.term(), log.lastTerm()) + 1, VoteStore.NOBODY,
                votes.promiseNs());
    }

    private static void requireMembers(final Configuration now, final int self,
            final Set<Integer> survivors) {
        for (final int id : survivors) {
            require(now.member(id) != null, "member " + id + " is none of the members of this log: "
                    + now);
        }
        require(survivors.contains(self), "the member whose log this is, " + self
                + ", must be among the survivors: " + survivors);
    }

    /**
     * The second step: appends to a stopped member's log, in the term of the first, that from now
     * on these are the voters; they follow it once it runs again.
     *
     * @param disk      that member's, opened; closing it makes the entry durable
     * @param survivors ids of members, this one among them, who are to vote
     * @return the configuration from now on
     * @throws IllegalArgumentException naming who is not a member
     * @throws IllegalStateException    if the log has no room for it
     */
    public static Configuration force(final RaftConfig config, final Storage disk,
            final Set<Integer> survivors) {
        final Membership membership = new Membership(config.configuration(), config.self());
        final RaftLog log = Parts.logOf(disk, membership);
        final Configuration now = membership.current();
        requireMembers(now, config.self(), survivors);
        final List<Configuration.Member> voters = now.members().stream()
                .filter(member -> survivors.contains(member.id()))
                .map(member -> member.moving(MemberRole.VOTER, MemberRole.VOTER)).toList();
        final Configuration forced = Configuration.forced(voters);
        append(log, disk.votes(), forced);
        return forced;
    }

    private static void append(final RaftLog log, final VoteStore votes,
            final Configuration forced) {
        final DirectBuffer payload = forced.encode();
        final LogStorage storage = log.storage();
        if (!log.hasRoom(payload.capacity())) {
            throw new IllegalStateException("the log has no room for one more entry; make some on"
                    + " its disk");
        }
        if (votes.term() <= log.lastTerm() || votes.votedFor() != VoteStore.NOBODY) {
            throw new IllegalStateException("the term that this is to be done in is not prepared");
        }
        log.append(votes.term(), EntryType.CONFIGURATION, payload, 0, payload.capacity());
        storage.endBatch();
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
