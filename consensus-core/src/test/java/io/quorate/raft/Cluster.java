package io.quorate.raft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Members that hear each other at once and in order, but for the links that a test has cut. */
final class Cluster {
    final List<Member> members = new ArrayList<>();
    private final Set<List<Integer>> cuts = new HashSet<>();

    static Cluster of(final int n) {
        final Cluster cluster = new Cluster();
        for (int id = 1; id <= n; id++) {
            cluster.members.add(new Member(id, n));
        }
        return cluster;
    }

    static Cluster of(final Member... members) {
        final Cluster cluster = new Cluster();
        cluster.members.addAll(List.of(members));
        return cluster;
    }

    Member member(final int id) {
        return members.get(id - 1);
    }

    /** Nobody hears the member, and it hears nobody. */
    void isolate(final int id) {
        for (final Member other : members) {
            cuts.add(List.of(id, other.id));
            cuts.add(List.of(other.id, id));
        }
    }

    void cut(final int from, final int to) {
        cuts.add(List.of(from, to));
    }

    void heal() {
        cuts.clear();
    }

    /** Lets time pass, in steps of a millisecond, delivering what is said. */
    Cluster run(final long forNs) {
        for (long passed = 0; passed < forNs; passed += Member.MS) {
            members.forEach(member -> member.cycle(Member.MS));
            settle();
        }
        return this;
    }

    /** Delivers until nobody has anything to say. */
    Cluster settle() {
        boolean isBusy = true;
        while (isBusy) {
            isBusy = false;
            for (final Member member : members) {
                for (final Outbox.Letter letter : member.outbox.take()) {
                    if (!cuts.contains(List.of(member.id, letter.to()))) {
                        member(letter.to()).hear(letter);
                        isBusy = true;
                    }
                }
            }
            if (isBusy) {
                members.forEach(Member::cycle);
            }
        }
        return this;
    }

    /** Makes the member stand and win, if it can. */
    Cluster elect(final int id) {
        member(id).timeOut();
        return settle();
    }

    List<Integer> leaders() {
        return members.stream().filter(m -> m.raft().role() == Role.LEADER).map(m -> m.id).toList();
    }
}
