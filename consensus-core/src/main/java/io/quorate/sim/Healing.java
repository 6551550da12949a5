package io.quorate.sim;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * I13, the good end. A majority is healed first, at times, while the others stay as they are and
 * cut off; then everybody. Each time a leader is found within ten election timeouts, commands and
 * reads are answered, and all who are healed come to the same log and state.
 */
final class Healing {
    private static final int COMMANDS = 10;
    private static final int TIMEOUTS = 10;
    /** Who was away for long has a log or a snapshot to be sent first. */
    private static final int PATIENT_TIMEOUTS = 100;
    private static final int ATTEMPTS = 10;

    private final World world;
    private final Chance chance;
    private final Load load;
    private final AnswerSheet answers;
    private final long timeoutNs;

    Healing(final World world, final Chance chance, final Load load, final AnswerSheet answers) {
        this.world = world;
        this.chance = chance;
        this.load = load;
        this.answers = answers;
        timeoutNs = world.conditions.cluster().electionNsMax();
    }

    void run() {
        world.isHealed = true;
        if (chance.is(0.5) && !world.churn.isOn()) {
            final List<SimulatedNode> core = someMajority();
            heal(core);
            cutOffFrom(core);
            goesOn(core);
        }
        heal(world.nodes);
        if (world.churn.isOn()) {
            await("a leader", () -> world.nodes.stream().anyMatch(n -> n.role() == Role.LEADER));
            world.churn.end();
            await("every node to be a voter", PATIENT_TIMEOUTS, world.churn::hasEnded);
        }
        goesOn(world.nodes);
        await("an answer to every command", () -> answers.open() == 0);
    }

    private List<SimulatedNode> someMajority() {
        final List<SimulatedNode> core = new ArrayList<>(world.nodes);
        final int majority = core.size() / 2 + 1;
        while (core.size() > majority) {
            core.remove(chance.below(core.size()));
        }
        return core;
    }

    private void heal(final List<SimulatedNode> members) {
        world.trace.note(Event.WEATHER, 0, "all trouble is over, for nodes", members.size());
        world.network.heal();
        for (final SimulatedNode member : members) {
            member.heal();
        }
    }

    private void cutOffFrom(final List<SimulatedNode> core) {
        for (final SimulatedNode other : world.nodes) {
            for (final SimulatedNode member : core) {
                if (!core.contains(other)) {
                    world.network.cut(other.id(), member.id());
                    world.network.cut(member.id(), other.id());
                }
            }
        }
    }

    private void goesOn(final List<SimulatedNode> members) {
        for (int i = 0; i < COMMANDS; i++) {
            await("a leader that all of them know", () -> leader(members) != null);
            final int id = load.submit(leader(members));
            await("an answer", () -> answers.isAnswered(id));
            read(members);
        }
        await("the same log and state", () -> isLevel(members));
    }

    /** At any of them; what is refused is asked again, as leaders may still change. */
    private void read(final List<SimulatedNode> members) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            await("a leader that all of them know", () -> leader(members) != null);
            final int read = load.readAtOneOf(members);
            if (read == 0) {
                return;                                  // of nothing that can be read
            }
            await("an answer to a reader", () -> answers.isReadAnswered(read));
            if (answers.isReadServed(read)) {
                return;
            }
        }
        world.checks.fail("I13 liveness: with trouble over, {} attempts to read were refused: {}",
                ATTEMPTS, world.describe());
    }

    /** Whom all of them take for their leader, in one term; null while there is none. */
    private SimulatedNode leader(final List<SimulatedNode> members) {
        final Raft first = members.get(0).raft();
        for (final SimulatedNode member : members) {
            if (member.raft().leaderId() != first.leaderId()
                    || member.raft().term() != first.term()) {
                return null;
            }
        }
        final int id = first.leaderId();
        return id > 0 && world.node(id).role() == Role.LEADER ? world.node(id) : null;
    }

    private boolean isLevel(final List<SimulatedNode> members) {
        final long lastIndex = members.get(0).raft().lastIndex();
        for (final SimulatedNode member : members) {
            if (member.raft().lastIndex() != lastIndex
                    || member.raft().commitIndex() != lastIndex
                    || member.agent().appliedIndex() != lastIndex
                    || world.checks.states().applied(member) != world.checks.states().applied()) {
                return false;
            }
        }
        return true;
    }

    private void await(final String what, final BooleanSupplier isThere) {
        await(what, TIMEOUTS, isThere);
    }

    private void await(final String what, final int timeouts, final BooleanSupplier isThere) {
        final long deadlineNs = world.time.nowNs() + timeouts * timeoutNs;
        while (!isThere.getAsBoolean()) {
            if (!world.time.next(deadlineNs)) {
                world.checks.fail("I13 liveness: with trouble over, {} election timeouts have not "
                        + "brought {}: {}", timeouts, what, world.describe());
            }
        }
    }
}
