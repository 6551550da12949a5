package io.quorate.raft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Members that hear each other at once and in order, but for the links that a test has cut. */
final class Cluster {
    final List<Member> members = new ArrayList<>();
    private final Set<List<Integer>> cuts = new HashSet<>();
    private int lettersLeft = Integer.MAX_VALUE;
    private Runnable atLastLetter = () -> {};

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

    /** One more process, with an empty disk, that is yet to become a member. */
    Member join() {
        final Member member = Member.joining(members.size() + 1);
        members.add(member);
        return member;
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
        while (deliver()) {
            members.forEach(Member::cycle);
        }
        return this;
    }

    /** What happens when so many more letters have been heard. */
    void after(final int letters, final Runnable fault) {
        lettersLeft = letters;
        atLastLetter = fault;
    }

    /** Whether that has happened. */
    boolean hasStruck() {
        return lettersLeft <= 0;
    }

    private void count() {
        if (--lettersLeft == 0) {
            atLastLetter.run();
        }
    }

    /** Delivers what has been said, and lets nobody answer yet; false if there was nothing. */
    boolean deliver() {
        boolean isBusy = false;
        for (final Member member : members) {
            for (final Outbox.Letter letter : member.outbox.take()) {
                if (reaches(member.id, letter.to())) {
                    member(letter.to()).hear(letter);
                    isBusy = true;
                    count();
                }
            }
        }
        return isBusy;
    }

    /** Whether there is such a member, and a way to it. */
    boolean reaches(final int from, final int to) {
        return to <= members.size() && !cuts.contains(List.of(from, to));
    }

    /** Makes the member stand and win, if it can. */
    Cluster elect(final int id) {
        member(id).timeOut();
        return settle();
    }

    /** The member that leads in the newest term, or null. */
    Member leader() {
        return members.stream().filter(m -> m.raft().role() == Role.LEADER)
                .max(Comparator.comparingLong(m -> m.raft().term())).orElse(null);
    }

    /** Lets time pass until it is so, or fails after a while. */
    Cluster runUntil(final String what, final BooleanSupplier condition) {
        for (int ms = 0; !condition.getAsBoolean(); ms++) {
            if (ms > 20_000) {
                throw new AssertionError("no " + what + ": "
                        + members.stream().map(m -> m.raft().toString()).toList());
            }
            run(Member.MS);
        }
        return this;
    }

    List<Integer> leaders() {
        return members.stream().filter(m -> m.raft().role() == Role.LEADER).map(m -> m.id).toList();
    }
}
