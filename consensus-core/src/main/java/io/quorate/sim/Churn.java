package io.quorate.sim;

import io.quorate.node.ChangeAnswer;
import io.quorate.node.MembershipView;
import io.quorate.raft.ChangeState;
import io.quorate.raft.Configuration;
import io.quorate.raft.MemberRole;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Members come, go and change their roles in the midst of all other trouble, several at a time. Of
 * a run's nodes some begin as voters, the others are there to join.
 */
final class Churn {
    private final World world;
    private final Chance chance;
    private final boolean isOn;
    private final int voters;
    private final List<CompletableFuture<ChangeAnswer>> asked = new ArrayList<>();
    private boolean isEnding;

    Churn(final World world, final Chance chance, final boolean isOn) {
        this.world = world;
        this.chance = chance;
        final int nodes = world.conditions.cluster().nodes();
        this.isOn = isOn && nodes > 1;
        voters = this.isOn ? 1 + chance.below(nodes) : nodes;
    }

    boolean isOn() {
        return isOn;
    }

    /** Who votes when the cluster begins: ids from 1 to this. */
    int voters() {
        return voters;
    }

    void begin() {
        if (isOn) {
            world.time.after(chance.about(8 * world.conditions.cluster().electionNsMax()),
                    this::strike);
        }
    }

    private void strike() {
        asked.removeIf(answer -> answer.isDone() && count(answer.join()));
        for (final SimulatedNode node : world.nodes) {
            if (node.role() == Role.LEADER) {
                ask(node);
            }
        }
        if (isEnding) {
            world.time.after(world.conditions.cluster().electionNsMin(), this::strike);
        } else {
            begin();
        }
    }

    private void ask(final SimulatedNode leader) {
        final MembershipView view = leader.agent().membership();
        final MembershipChange change = new MembershipChange(view.index(), wanted());
        world.trace.note(Event.WEATHER, leader.id(), "is to change members", view.index());
        asked.add(leader.agent().change(change));
        leader.wakeSoon();
    }

    private boolean count(final ChangeAnswer answer) {
        if (answer.state() == ChangeState.DONE) {
            world.coverage.count(Fault.MEMBERSHIP_CHANGE);
        } else if (answer.state() == ChangeState.LOST) {
            world.coverage.count(Fault.CHANGE_INTERRUPTED);
        }
        return true;
    }

    private List<MembershipChange.Wanted> wanted() {
        final List<MembershipChange.Wanted> wanted = new ArrayList<>();
        final int certain = 1 + chance.below(world.nodes.size());
        for (final SimulatedNode node : world.nodes) {
            final MemberRole role = isEnding || node.id() == certain ? MemberRole.VOTER : any();
            if (role != MemberRole.NONE) {
                wanted.add(new MembershipChange.Wanted(node.id(), role,
                        Configuration.DEFAULT_PRIORITY, ""));
            }
        }
        return wanted;
    }

    private MemberRole any() {
        if (chance.is(0.6)) {
            return MemberRole.VOTER;
        }
        return chance.is(0.5) ? MemberRole.NONE
                : chance.is(0.5) ? MemberRole.LEARNER : MemberRole.OBSERVER;
    }

    /** All trouble is over: every node is to vote, by one change that somebody takes on. */
    void end() {
        isEnding = true;
        if (isOn) {
            strike();
        }
    }

    /** Whether every node votes, and all know that this is agreed. */
    boolean hasEnded() {
        return world.nodes.stream().allMatch(node -> node.isUp() && !node.raft().configuration()
                .isJoint() && node.raft().configurationIndex() <= node.raft().commitIndex()
                && node.raft().configuration().members().stream()
                        .filter(member -> member.after() == MemberRole.VOTER).count()
                        == world.nodes.size());
    }
}
