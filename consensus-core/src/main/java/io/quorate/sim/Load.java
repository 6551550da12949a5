package io.quorate.sim;

import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Clients that submit commands now and then, to the leader as far as they know it. */
final class Load {
    private static final DirectBuffer NO_REPLY = new UnsafeBuffer(0, 0);

    private final World world;
    private final Chance chance;
    private final Workload workload;
    private final AnswerSheet answers;
    private final Plant plant;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private boolean isOver;

    Load(final World world, final Chance chance, final Workload workload,
            final AnswerSheet answers, final Plant plant) {
        this.plant = plant;
        this.world = world;
        this.chance = chance;
        this.workload = workload;
        this.answers = answers;
    }

    void begin() {
        world.time.after(chance.about(world.conditions.load().meanNs()), this::come);
    }

    void end() {
        isOver = true;
    }

    private void come() {
        if (isOver) {
            return;
        }
        final SimulatedNode node = target();
        if (node.isUp()) {
            int left = 1 + chance.below(world.conditions.load().burst() * 2);
            while (left-- > 0 && workload.hasFreeClient()) {
                act(node);
            }
        }
        begin();
    }

    private SimulatedNode target() {
        final int hint = answers.leaderHint();
        return hint > 0 && chance.is(0.9) ? world.node(hint)
                : world.nodes.get(chance.below(world.nodes.size()));
    }

    /** Reads at any of those nodes as they are; returns the read's number, or 0 for none. */
    int readAtOneOf(final List<SimulatedNode> members) {
        final Workload.Read read =
                workload.read(answers.reads() + 1, ReadLevel.LINEARIZABLE);
        return read == null ? 0 : ask(members.get(chance.below(members.size())), read);
    }

    private void act(final SimulatedNode leader) {
        final Workload.Read read = workload.read(answers.reads() + 1);
        if (read == null) {
            submit(leader);
            return;
        }
        final SimulatedNode any = world.nodes.get(chance.below(world.nodes.size()));
        ask(any.isUp() ? any : leader, read);
    }

    /** Asks a node that is up, whatever it is, and returns the read's number. */
    int ask(final SimulatedNode node, final Workload.Read read) {
        final int number = answers.read();
        world.note(Event.READ, node, read.level().name(), number, 0, 0, 0);
        final Outcome outcome = node.submitter().read(plant.level(read.level()), -number,
                read.query(), 0, read.query().capacity());
        if (outcome != Outcome.ACCEPTED) {
            answers.closeRead(node, number, outcome, 0, NO_REPLY);
        }
        node.wakeSoon();
        return number;
    }

    /** Submits one command to a node that is up, and returns the command's number. */
    int submit(final SimulatedNode node) {
        final int id = answers.submit();
        final byte[] command = workload.command(id);
        buffer.putLong(0, id);
        buffer.putBytes(Machines.PREFIX_LENGTH, command);
        world.note(Event.SUBMIT, node, id, 0);
        final Outcome outcome = node.submitter().submit(id, buffer, 0,
                Machines.PREFIX_LENGTH + command.length);
        if (outcome != Outcome.ACCEPTED) {
            answers.close(node, id, outcome, NO_REPLY);
        }
        node.wakeSoon();
        return id;
    }
}
