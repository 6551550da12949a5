package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.rig.Mark;
import io.quorate.node.ClusterHealth;
import io.quorate.node.NodeCounter;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happened to a cluster, as seen from outside: each change of a member's role, and of the
 * health of all. GREEN: every member follows one leader, and has what was committed. YELLOW: a
 * majority of the voters does. RED: none does, so that nobody can write.
 */
final class TimeLine {
    private static final Role[] ROLES = Role.values();

    /**
     * One line of it.
     *
     * @param atNs since the load began
     * @param what a sentence
     */
    record Entry(long atNs, String what) {
    }

    private final Ground ground;
    private final int voters;
    private final int members;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private long commitAtElection;
    private int unestablished;                           // who was elected last, until it commits
    private final Set<Long> electedTerms = new TreeSet<>();
    private final boolean[] ran;
    private final Role[] roles;
    private final long[] terms;
    private final int[] leaders;
    private final LastWords lastWords;
    private final long[] linkEndedNs;                    // as the member published it
    private final List<Long> streamEndsNs = new ArrayList<>();
    private ClusterHealth health;
    private ClusterHealth worst = ClusterHealth.GREEN;
    private long startNs;
    private boolean isOver;

    TimeLine(final Ground ground, final Scenario scenario) {
        this.ground = ground;
        voters = scenario.nodes();
        members = scenario.members();
        ran = new boolean[members + 1];
        roles = new Role[members + 1];
        terms = new long[members + 1];
        leaders = new int[members + 1];
        lastWords = new LastWords(ground, members);
        linkEndedNs = new long[members + 1];
    }

    /** From now on, with what is there as given. */
    void start() {
        startNs = ground.nowNs();
        entries.clear();
        marks.clear();
        streamEndsNs.clear();
        lastWords.start();
        electedTerms.clear();
        health = isGreen() ? ClusterHealth.GREEN : healthNow();
        worst = health;
        note("load begins; member " + leader() + " leads in term " + terms[leader()] + "; health "
                + health);
    }

    /** Whether all is well, as of this moment. */
    boolean isGreen() {
        for (int id = 1; id <= members; id++) {
            see(id);
        }
        return healthNow() == ClusterHealth.GREEN;
    }

    private void see(final int id) {
        ran[id] = ground.runs(id);
        final long heardNs =         // read first: it must not be of a leader that comes just then
                ran[id] ? ground.counter(id, NodeCounter.LEADER_HEARD_NS) : 0;
        roles[id] = ran[id] ? ROLES[(int) ground.counter(id, NodeCounter.ROLE)] : Role.FOLLOWER;
        terms[id] = ran[id] ? ground.counter(id, NodeCounter.TERM) : 0;
        leaders[id] = ran[id] ? (int) ground.counter(id, NodeCounter.LEADER) : 0;
        linkEndedNs[id] = ran[id] ? ground.counter(id, NodeCounter.LINK_ENDED_NS) : 0;
        lastWords.see(id, leaders[id], terms[id], heardNs);
    }

    void note(final String what) {
        entries.add(new Entry(ground.nowNs() - startNs, what));
    }

    /** The load is over: what happens from now on is no part of it. */
    void end() {
        note("load ends");
        isOver = true;
    }

    /** Looks at everybody. */
    void look() {
        if (isOver) {
            return;
        }
        for (int id = 1; id <= members; id++) {
            look(id);
        }
        final ClusterHealth now = healthNow();
        if (now != health) {
            note("health " + now + ": " + reason(now));
            health = now;
            worst = now.compareTo(worst) > 0 ? now : worst;
        }
    }

    private void look(final int id) {
        establish(id);
        final Role role = roles[id];
        final int leader = leaders[id];
        final long term = terms[id];
        final long endedNs = linkEndedNs[id];
        see(id);
        if (linkEndedNs[id] != 0 && linkEndedNs[id] != endedNs) {
            endOfStream(id);
        }
        if (!ran[id] || role == roles[id] && term == terms[id] && leader == leaders[id]) {
            return;
        }
        switch (roles[id]) {
            case PRE_CANDIDATE -> {
                mark(Mark.Kind.SUSPECTS, id);
                note("member " + id + " suspects its leader");
            }
            case CANDIDATE -> {
                mark(Mark.Kind.STANDS, id);
                note("member " + id + " stands in term " + terms[id]);
            }
            case LEADER -> {
                elected(id, role == Role.CANDIDATE);
                note("member " + id + " leads in term " + terms[id]);
            }
            case FOLLOWER -> {
                if (role == Role.LEADER) {
                    note("member " + id + " leads no more");
                }
                if (leaders[id] != 0 && (leader != leaders[id] || term != terms[id])) {
                    mark(Mark.Kind.HEARS_LEADER, id);
                    note("member " + id + " follows member " + leaders[id] + " in term "
                            + terms[id]);
                }
            }
        }
    }

    /** The member says when it was, by the clock of all processes of this host. */
    private void endOfStream(final int id) {
        final long sinceStartNs = linkEndedNs[id] - startNs;
        if (sinceStartNs >= 0) {
            streamEndsNs.add(linkEndedNs[id]);
            entries.add(new Entry(sinceStartNs, "member " + id + " hears a stream end"));
        }
    }

    private void mark(final Mark.Kind kind, final int id) {
        marks.add(new Mark(ground.nowNs(), kind, id, terms[id], leaders[id]));
    }

    /** A candidacy may have been too short to be seen. */
    private void elected(final int id, final boolean wasSeenStanding) {
        if (!wasSeenStanding) {
            mark(Mark.Kind.STANDS, id);
        }
        mark(Mark.Kind.ELECTED, id);
        electedTerms.add(terms[id]);
        unestablished = id;
        commitAtElection = ground.counter(id, NodeCounter.COMMIT_INDEX);
    }

    private void establish(final int id) {
        if (id == unestablished && ground.runs(id)
                && ground.counter(id, NodeCounter.COMMIT_INDEX) > commitAtElection) {
            mark(Mark.Kind.ESTABLISHED, id);
            unestablished = 0;
        }
    }

    /** Who leads in the newest term; 0 for nobody. */
    int leader() {
        int newest = 0;
        for (int id = 1; id <= members; id++) {
            if (ran[id] && roles[id] == Role.LEADER
                    && (newest == 0 || terms[id] > terms[newest])) {
                newest = id;
            }
        }
        return newest;
    }

    private boolean follows(final int id, final int leader) {
        return ran[id] && terms[id] == terms[leader] && leaders[id] == leader;
    }

    private ClusterHealth healthNow() {
        final int leader = leader();
        if (leader == 0) {
            return ClusterHealth.RED;
        }
        int votersThere = 0;
        int there = 0;
        for (int id = 1; id <= members; id++) {
            if (follows(id, leader)) {
                there++;
                votersThere += id <= voters ? 1 : 0;
            }
        }
        if (votersThere <= voters / 2) {
            return ClusterHealth.RED;
        }
        return there == members && ground.counter(leader, NodeCounter.CLUSTER) == 0
                ? ClusterHealth.GREEN : ClusterHealth.YELLOW;
    }

    private String reason(final ClusterHealth now) {
        final int leader = leader();
        if (now == ClusterHealth.GREEN) {
            return "every member follows member " + leader;
        }
        if (leader == 0) {
            return "nobody leads";
        }
        final List<Integer> missing = new ArrayList<>();
        for (int id = 1; id <= members; id++) {
            if (!follows(id, leader)) {
                missing.add(id);
            }
        }
        return missing.isEmpty() ? "a voter lacks what was committed, or was not heard"
                : (missing.size() == 1 ? "member " : "members ") + missing.toString()
                        .replaceAll("[\\[\\]]", "")
                        + (missing.size() == 1 ? " does not follow" : " do not follow") + " member "
                        + leader;
    }

    // ---- to be read -----------------------------------------------------------------------------

    List<Entry> entries() {
        return entries;
    }

    ClusterHealth health() {
        return health;
    }

    ClusterHealth worst() {
        return worst;
    }

    /** Leaders elected since {@link #start}. */
    int elections() {
        return electedTerms.size();
    }

    /** The moments of its elections since then, last words of who was lost in them included. */
    List<Mark> marksSince(final long fromNs) {
        final List<Mark> since = new ArrayList<>(lastWords.since(fromNs));
        marks.stream().filter(mark -> mark.atNs() - fromNs >= 0).forEach(since::add);
        return since;
    }

    /** When a member first heard the stream from another's process end, after that; else -1. */
    long streamEndNs(final long afterNs) {
        return streamEndsNs.stream().filter(ns -> ns - afterNs >= 0).min(Long::compare)
                .orElse(-1L);
    }

    long startNs() {
        return startNs;
    }

    boolean runs(final int id) {
        return ran[id];
    }
}
