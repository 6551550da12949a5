package io.quorate.node;

import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the listed members are when their cluster begins; from then on the log says so.
 *
 * @param observers  ids of those that are sent the log and never counted
 * @param priorities by id; 1 for whom none is given, 0 for who never stands
 * @param isJoining  whether this node is yet to be made a member, by a change of the cluster's
 */
public record Roles(Set<Integer> observers, Map<Integer, Integer> priorities, boolean isJoining) {
    /** Keeps copies. */
    public Roles {
        observers = Set.copyOf(observers);
        priorities = Map.copyOf(priorities);
    }

    /** What a node knows of its cluster until the log says more; one that joins is not in it. */
    Configuration of(final List<Peer> members, final int self) {
        return Configuration.of(members.stream().filter(peer -> !isJoining || peer.id() != self)
                .map(this::member).toList());
    }

    private Configuration.Member member(final Peer peer) {
        final MemberRole role = observers.contains(peer.id()) ? MemberRole.OBSERVER
                : MemberRole.VOTER;
        return new Configuration.Member(peer.id(), 0, role, role,
                priorities.getOrDefault(peer.id(), Configuration.DEFAULT_PRIORITY),
                peer.address());
    }

    void check(final List<Peer> members, final int self, final boolean isBootstrap) {
        for (final int id : priorities.keySet()) {
            require(members.stream().anyMatch(peer -> peer.id() == id), "priority." + id
                    + " names no member; add member." + id + " = host:port, or remove it");
        }
        require(!isJoining || members.size() > 1, "join = true needs somebody to join; list the"
                + " members that there are, such as member.1 = localhost:9001");
        require(!isJoining || !isBootstrap, "join = true and bootstrap = true contradict each"
                + " other; keep join for a member that comes to a cluster, bootstrap for the first"
                + " start of one");
        final List<Integer> voters = members.stream().map(Peer::id)
                .filter(id -> !observers.contains(id) && !(isJoining && id == self)).toList();
        require(!voters.isEmpty(), "every member listed is an observer; make one at least a"
                + " voter, by leaving the word observer out");
        require(voters.size() <= Configuration.VOTERS_MAX, voters.size()
                + " members that vote are listed; keep " + Configuration.VOTERS_MAX
                + " at most, and make the others observers");
        require(voters.stream().anyMatch(id -> priorities.getOrDefault(id, 1) > 0),
                "every voter has a priority of 0, so that none would ever stand; give one of"
                        + " them more, such as priority." + voters.get(0) + " = 1");
    }

    private static void require(final boolean holds, final String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }
}
