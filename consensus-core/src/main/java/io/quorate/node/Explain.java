package io.quorate.node;

import static io.quorate.node.Explanation.Subject.APPLYING;
import static io.quorate.node.Explanation.Subject.COMMITS;
import static io.quorate.node.Explanation.Subject.HEALTH;
import static io.quorate.node.Explanation.Subject.LEADER;
import static io.quorate.node.Explanation.Subject.MEMBERS;
import static io.quorate.node.Explanation.Subject.OVERLOAD;
import static io.quorate.node.Explanation.Subject.READS;

import io.quorate.node.Explanation.Detail;
import io.quorate.node.Explanation.Finding;
import io.quorate.node.Explanation.Subject;
import io.quorate.raft.ChangeState;
import io.quorate.raft.Fitness;
import io.quorate.raft.Role;
import io.quorate.raft.Standing;
import io.quorate.wire.VoteRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Puts into words how a node stands: why nobody leads, why commits, reads or changes wait. */
final class Explain {
    private final Standing standing;
    private final Waiting waiting;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What the core does not know.
     *
     * @param leaderlessNs for how long no leader has been known
     * @param commitIdleNs for how long nothing was committed
     * @param health       how the node fares
     * @param healthNs     for how long it has fared so
     * @param applied      what is applied
     * @param applyNs      for how long the oldest entry has waited to be applied
     * @param reads        that are not answered
     * @param overload     why a request was refused of late; null if none was
     */
    record Waiting(long leaderlessNs, long commitIdleNs, Health health, long healthNs, long applied,
            long applyNs, long reads, Overload overload) {
    }

    private Explain(final Standing standing, final Waiting waiting) {
        this.standing = standing;
        this.waiting = waiting;
    }

    /** What there is to say at this moment. */
    static Explanation of(final Standing standing, final Waiting waiting,
            final ClusterHealth cluster) {
        final Explain explain = new Explain(standing, waiting);
        if (standing.leaderId() == 0) {
            explain.leader();
        }
        if (standing.log().lastIndex() > standing.log().commitIndex()) {
            explain.commits();
        }
        if (standing.log().commitIndex() > waiting.applied()) {
            explain.applying();
        }
        if (waiting.reads() > 0) {
            explain.reads();
        }
        if (!standing.isSettled() || standing.change().isUnderWay()
                || standing.configuration().isJoint()) {
            explain.members();
        }
        if (waiting.health() != Health.HEALTHY) {
            explain.find(HEALTH, waiting.health() + " for " + time(waiting.healthNs()), List.of());
        }
        if (waiting.overload() != null) {
            explain.find(OVERLOAD, "requests were refused in the last "
                    + time(Admission.RECENT_NS) + ", the newest by " + waiting.overload(),
                    List.of());
        }
        return new Explanation(explain.node(), cluster, explain.findings);
    }

    private String node() {
        final String follows = standing.role() != Role.FOLLOWER ? ""
                : standing.leaderId() == 0 ? " of nobody" : " of " + standing.leaderId();
        return "member " + standing.id() + ", " + words(standing.role()) + follows + " in term "
                + standing.term() + ": last " + standing.log().lastIndex() + ", durable "
                + standing.log().durableIndex() + ", committed " + standing.log().commitIndex()
                + ", applied " + waiting.applied();
    }

    private void find(final Subject subject, final String sentence, final List<Detail> details) {
        findings.add(new Finding(subject, sentence, details));
    }

    // ---- why there is no leader -----------------------------------------------------------------

    private void leader() {
        find(LEADER, "none known for " + time(waiting.leaderlessNs()) + "; this member "
                + whatItDoes(), isStanding() || hasStood() ? ballots() : List.of());
    }

    private boolean isStanding() {
        return standing.role() == Role.PRE_CANDIDATE || standing.role() == Role.CANDIDATE;
    }

    private boolean hasStood() {
        return standing.ballots().stream().anyMatch(this::isRecent);
    }

    private boolean isRecent(final Standing.Ballot ballot) {
        return ballot.refusal() != null && ballot.agoNs() <= waiting.leaderlessNs();
    }

    private String whatItDoes() {
        final Standing.Member self = standing.member();
        if (self.isDisplaced()) {
            return "is displaced: the cluster knows it by another storage";
        } else if (!self.isVoter()) {
            return "is no voter, and never stands";
        } else if (!self.isWordDurable()) {
            return "waits for its disk to keep its term and vote";
        } else if (isStanding()) {
            return (standing.role() == Role.CANDIDATE ? "stands" : "asks whether to stand")
                    + ", with " + votes() + " of " + voters() + " votes";
        } else if (self.promisedNs() > 0) {
            return "is bound by a promise for " + time(self.promisedNs());
        } else if (self.fitness() == Fitness.UNFIT) {
            return "is unfit and lets others stand first";
        }
        return self.patienceNs() <= 0 ? "is about to stand"
                : "waits " + time(self.patienceNs()) + " before it stands";
    }

    private long votes() {
        return 1 + standing.ballots().stream().filter(Standing.Ballot::isGranted).count();
    }

    private long voters() {
        return 1L + standing.ballots().size();
    }

    private List<Detail> ballots() {
        return standing.ballots().stream()
                .map(ballot -> new Detail(ballot.id(), ballot(ballot))).toList();
    }

    private String ballot(final Standing.Ballot ballot) {
        if (!isRecent(ballot)) {
            return "does not answer";
        } else if (ballot.isGranted() || ballot.refusal() == VoteRefusal.NONE) {
            return "would have it lead";
        }
        return "refuses: " + ballot.refusal().sentence()
                + (ballot.refusal().isForAWhile() ? ", for " + time(ballot.remainingNs()) : "");
    }

    // ---- why entries wait -----------------------------------------------------------------------

    private void commits() {
        final long behind = standing.log().lastIndex() - standing.log().commitIndex();
        final String since = behind + (behind == 1 ? " entry waits" : " entries wait")
                + "; the newest commit was " + time(waiting.commitIdleNs()) + " ago";
        if (standing.role() != Role.LEADER) {
            find(COMMITS, since + "; it is the leader who commits", List.of());
            return;
        }
        final List<Detail> details = new ArrayList<>();
        if (standing.log().durableIndex() < standing.log().lastIndex()) {
            details.add(new Detail(standing.id(), "leads; its own disk has kept "
                    + standing.log().durableIndex()));
        }
        details.addAll(peers(peer -> peer.isCounted()
                && peer.matchIndex() < standing.log().lastIndex(), this::behind));
        find(COMMITS, since, details);
    }

    private List<Detail> peers(final Predicate<Standing.Peer> which,
            final Function<Standing.Peer, String> words) {
        return standing.peers().stream().filter(which)
                .map(peer -> new Detail(peer.id(), words.apply(peer))).toList();
    }

    private String behind(final Standing.Peer peer) {
        final boolean isDiskBehind = peer.agreedIndex() > peer.matchIndex();
        return "has kept " + peer.matchIndex()
                + (isDiskBehind ? " of " + peer.agreedIndex() + " on its disk, " : ", ")
                + (standing.log().lastIndex() - peer.matchIndex()) + " behind, "
                + switch (peer.pace()) {
                    case PROBED -> "is asked where the logs part";
                    case STREAMED -> peer.isWindowFull() ? "its window is full" : "gets entries";
                    case GETS_SNAPSHOT -> "gets a snapshot";
                } + ", " + heard(peer);
    }

    private static String heard(final Standing.Peer peer) {
        return peer.round() == 0 ? "not heard in this term"
                : "heard " + time(peer.silentNs()) + " ago";
    }

    private void applying() {
        find(APPLYING, (standing.log().commitIndex() - waiting.applied())
                + " committed entries wait for the state machine, the oldest for "
                + time(waiting.applyNs()), List.of());
    }

    // ---- why reads wait -------------------------------------------------------------------------

    private void reads() {
        final String wait = waiting.reads() + (waiting.reads() == 1 ? " waits " : " wait ");
        final Standing.Rounds rounds = standing.rounds();
        if (standing.role() != Role.LEADER) {
            find(READS, wait + "for the word of the leader, member " + standing.leaderId(),
                    List.of());
        } else if (rounds.readableIndex() > standing.log().commitIndex()) {
            find(READS, wait + "until an entry of this term is committed", List.of());
        } else if (rounds.newest() > rounds.confirmed()) {
            find(READS, wait + "for a round; of " + rounds.newest() + " a quorum has acknowledged "
                    + rounds.confirmed(), peers(peer -> peer.isCounted()
                            && peer.round() < rounds.newest(),
                            peer -> "has acknowledged " + peer.round() + ", " + heard(peer)));
        } else {
            find(READS, wait + "for the state machine", List.of());
        }
    }

    // ---- why members do not change --------------------------------------------------------------

    private void members() {
        final boolean isCatchingUp = standing.change() == ChangeState.CATCHING_UP;
        if (standing.configuration().isJoint()) {
            find(MEMBERS, "both majorities are needed, of the old voters and of the new",
                    List.of());
        } else if (!standing.isSettled()) {
            find(MEMBERS, "the newest configuration is not committed", List.of());
        } else if (isCatchingUp) {
            find(MEMBERS, "those who are to vote are brought up to date",
                    peers(peer -> !peer.isCounted(), this::behind));
        }
    }

    private static String words(final Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Rounded to what is worth knowing. */
    private static String time(final long ns) {
        final long ms = ns / 1_000_000;
        return ms < 10_000 ? ms + " ms" : ms / 1000 + " s";
    }
}
