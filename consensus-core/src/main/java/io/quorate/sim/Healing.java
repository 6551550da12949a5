package io.quorate.sim;

import io.quorate.raft.Raft;
import io.quorate.raft.Role;
import java.util.function.BooleanSupplier;

/**
 * I13, the good end: once all trouble is over, a leader is found within ten election timeouts, new
 * commands are agreed, and all nodes come to the same log and state.
 */
final class Healing {
    private static final int COMMANDS = 10;
    private static final int TIMEOUTS = 10;

    private final World world;
    private final Load load;
    private final AnswerSheet answers;
    private final long boundNs;

    Healing(final World world, final Load load, final AnswerSheet answers) {
        this.world = world;
        this.load = load;
        this.answers = answers;
        boundNs = TIMEOUTS * world.conditions.cluster().electionNsMax();
    }

    void run() {
        world.trace.note(Event.WEATHER, 0, "all trouble is over", 0);
        world.isHealed = true;
        world.network.heal();
        for (final SimulatedNode node : world.nodes) {
            node.heal();
        }
        await("a leader that all nodes know", this::isLed);
        for (int i = 0; i < COMMANDS; i++) {
            agree();
        }
        await("all nodes having the same log and state", this::isSettled);
    }

    private boolean isLed() {
        return leader() != null;
    }

    /** The node that all nodes take for their leader, in one term; null while there is none. */
    private SimulatedNode leader() {
        final Raft first = world.nodes.get(0).raft();
        for (final SimulatedNode node : world.nodes) {
            if (node.raft().leaderId() != first.leaderId()
                    || node.raft().term() != first.term()) {
                return null;
            }
        }
        final int id = first.leaderId();
        return id > 0 && world.node(id).role() == Role.LEADER ? world.node(id) : null;
    }

    private void agree() {
        await("a leader that all nodes know", this::isLed);
        final int id = load.submit(leader());
        await("an answer", () -> answers.open() == 0 || answers.isAnswered(id));
    }

    private boolean isSettled() {
        final Raft first = world.nodes.get(0).raft();
        for (final SimulatedNode node : world.nodes) {
            final boolean isLevel = node.raft().lastIndex() == first.lastIndex()
                    && node.raft().commitIndex() == first.lastIndex()
                    && node.agent().appliedIndex() == first.lastIndex()
                    && world.checks.states().applied(node) == world.checks.states().applied();
            if (!isLevel) {
                return false;
            }
        }
        return answers.open() == 0;
    }

    private void await(final String what, final BooleanSupplier isThere) {
        final long deadlineNs = world.time.nowNs() + boundNs;
        while (!isThere.getAsBoolean()) {
            if (!world.time.next(deadlineNs)) {
                world.checks.fail("I13 liveness: with all trouble over, {} election timeouts "
                        + "have not brought {}: {}", TIMEOUTS, what, world.describe());
            }
        }
    }
}
