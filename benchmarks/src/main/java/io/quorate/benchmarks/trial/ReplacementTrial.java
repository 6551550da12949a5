package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.node.ChangeAnswer;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange.Wanted;
import io.quorate.raft.MembershipChange;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One replacement after another: under an open-loop load, all voters give way to as many others,
 * who catch up first; the leader hands over in the end, as it is no member any more.
 */
public final class ReplacementTrial implements Experiment {
    private final ClusterRig rig;
    private final OpenLoopClient client;
    private final TrialStart start;
    private Member leader;
    private CompletableFuture<ChangeAnswer> answer;
    private long changeNs;
    private long gapNs;

    /**
     * Trials on a launched rig that has as many spares as voters.
     *
     * @param ratePerSecond requests that the client issues in a second
     * @param seed          decides when in the heartbeat's interval each change begins
     */
    public ReplacementTrial(final ClusterRig rig, final int ratePerSecond, final long seed) {
        this.rig = rig;
        client = new OpenLoopClient(rig, ratePerSecond);
        start = new TrialStart(rig, seed);
    }

    /** Brings the load up, and waits until every member's storage is known by its identity. */
    @Override
    public void prepare() {
        client.start();
        leader = start.await(client::step);
        rig.await("the identities of all members", () -> {
            client.step();
            return leader.membership().configuration().members().stream()
                    .mapToLong(Configuration.Member::identity).allMatch(identity -> identity != 0)
                    && leader.commitIndex() >= leader.membership().index();
        });
    }

    /** Replaces them; returns when that is done and a new leader has committed a request. */
    @Override
    public void perform() {
        final long fromNs = System.nanoTime();
        client.watchGaps(fromNs);
        answer = leader.change(new MembershipChange(leader.membership().index(), others()));
        rig.await("the other members", () -> {
            client.step();
            return answer.isDone();
        });
        changeNs = System.nanoTime() - fromNs;
        if (!answer.join().isDone()) {
            throw new IllegalStateException("the members were not replaced: " + answer.join());
        }
        client.onFault(System.nanoTime());
        rig.await("a commit by the other members", () -> {
            client.step();
            return client.hasRecovered() && rig.leader() != null && rig.leader() != leader;
        });
        gapNs = client.widestGapNs(System.nanoTime());
    }

    private List<Wanted> others() {
        return rig.members().stream().filter(member -> !rig.isMember(member))
                .map(member -> new Wanted(member.id(), MemberRole.VOTER,
                        Configuration.DEFAULT_PRIORITY, "")).toList();
    }

    /**
     * Checks that the new members hold all that was acknowledged, and applied the same.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if a promise of Raft was broken
     */
    @Override
    public void recover() {
        client.drain();
        rig.verify();
        client.verify();
    }

    @Override
    public Trial measured(final Trial trial) {
        return trial.with(Measure.CHANGE_NS, changeNs).with(Measure.COMMIT_GAP_NS, gapNs);
    }
}
