package io.quorate.sim;

import io.quorate.raft.Role;
import java.util.List;

/** Makes trouble, one kind after the other and often several at once, and leaves quiet between. */
final class Nemesis {
    private final World world;
    private final Chance chance;
    private final Partitions partitions;
    private final List<Fault> troubles;
    private final long longestNs;
    private boolean isQuiet;
    private boolean isOver;

    Nemesis(final World world, final Chance chance) {
        this.world = world;
        this.chance = chance;
        partitions = new Partitions(world, chance.fork());
        troubles = world.conditions.troubles();
        longestNs = 6 * world.conditions.cluster().electionNsMax();
    }

    void begin() {
        storm();
        planStrike();
    }

    void end() {
        isOver = true;
        partitions.end();
    }

    private void storm() {
        isQuiet = false;
        world.network.isCalm(isOver);
        world.time.after(chance.magnitude(5 * Conditions.SECONDS, 60 * Conditions.SECONDS),
                this::quiet);
    }

    private void quiet() {
        isQuiet = true;
        world.network.isCalm(true);
        world.trace.note(Event.WEATHER, 0, "quiet", 0);
        world.time.after(chance.magnitude(Conditions.SECONDS, 15 * Conditions.SECONDS),
                this::storm);
    }

    private void planStrike() {
        world.time.after(chance.about(world.conditions.calmNs()), this::strike);
    }

    private void strike() {
        if (isOver || troubles.isEmpty()) {
            return;
        }
        if (!isQuiet) {
            final Fault kind = troubles.get(chance.below(troubles.size()));
            final SimulatedNode victim = victim();
            final long durationNs = chance.magnitude(5 * Conditions.MILLIS, longestNs);
            world.trace.note(Event.WEATHER, victim.id(), kind.name(), durationNs / 1000);
            strike(kind, victim, durationNs);
        }
        planStrike();
    }

    /** The leader more often than others, as most depends on it. */
    private SimulatedNode victim() {
        if (chance.is(0.4)) {
            for (final SimulatedNode node : world.nodes) {
                if (node.role() == Role.LEADER) {
                    return node;
                }
            }
        }
        return world.nodes.get(chance.below(world.nodes.size()));
    }

    /** Strikes with any of the kinds that this run has. */
    void strikeNow(final Chance which, final SimulatedNode victim) {
        if (!isOver && !isQuiet && !troubles.isEmpty()) {
            strike(troubles.get(which.below(troubles.size())), victim,
                    which.magnitude(5 * Conditions.MILLIS, longestNs));
        }
    }

    private void strike(final Fault kind, final SimulatedNode victim, final long durationNs) {
        switch (kind) {
            case CRASH_OF_ALL -> crashAll(durationNs);
            case SLEEPING_LEADER -> sendToSleep(victim, durationNs);
            case BACK_PRESSURE -> refuse(victim, durationNs);
            case PARTITION, ONE_WAY_PARTITION, ISOLATION, BRIDGE, RING, FLAPPING ->
                partitions.strike(kind, victim, durationNs);
            default -> {
                if (victim.isUp()) {
                    strikeProcess(kind, victim, durationNs);
                }
            }
        }
    }

    private void strikeProcess(final Fault kind, final SimulatedNode victim,
            final long durationNs) {
        switch (kind) {
            case CRASH -> crash(victim, chance.is(0.7), durationNs);
            case STOP -> {
                victim.stop();
                world.time.after(durationNs, victim::startIfDown);
            }
            case CRASH_WITHIN_CYCLE -> victim.mishaps().crashWithin(1 + chance.below(30));
            case DISK_STALL -> victim.disk().stall(durationNs);
            case DISK_ERROR -> victim.disk().poison();
            case NO_ROOM -> victim.disk().fill(durationNs);
            case PAUSE -> victim.stand(durationNs, false);
            case SUSPENSION -> victim.stand(durationNs, true);
            case TRANSFER -> transfer(victim);
            default -> throw new IllegalArgumentException("no trouble of its own: " + kind);
        }
    }

    /** To one that is named, or to the best there is; it may be refused, as any such wish. */
    private void transfer(final SimulatedNode victim) {
        final int to = chance.is(0.5) ? 0 : 1 + chance.below(world.nodes.size());
        if (victim.raft().transfer(to) > 0) {
            world.struck(Fault.TRANSFER, victim);
            victim.wakeSoon();
        }
    }

    private void crash(final SimulatedNode victim, final boolean isPowerLost,
            final long durationNs) {
        world.struck(Fault.CRASH, victim);
        victim.crash(isPowerLost);
        world.time.after(durationNs, victim::startIfDown);
    }

    private void crashAll(final long durationNs) {
        world.coverage.count(Fault.CRASH_OF_ALL);
        for (final SimulatedNode node : world.nodes) {
            if (node.isUp()) {
                world.coverage.count(Fault.CRASH_OF_ALL, node);
                node.crash(true);
                world.time.after(chance.between(1, durationNs), node::startIfDown);
            }
        }
    }

    /** Cut off for less than it takes to notice; mended while it sleeps. */
    private void sendToSleep(final SimulatedNode leader, final long durationNs) {
        final long electionNs = world.conditions.cluster().electionNsMin();
        if (leader.role() == Role.LEADER && !isOver) {
            world.struck(Fault.SLEEPING_LEADER, leader);
            partitions.strike(Fault.ISOLATION, leader, electionNs);
            world.time.after(chance.between(0, electionNs), () -> {
                if (leader.isUp() && !isOver) {
                    leader.stand(electionNs + durationNs, false);
                }
            });
        }
    }

    private void refuse(final SimulatedNode from, final long durationNs) {
        final boolean toAll = chance.is(0.5);
        final int one = 1 + chance.below(world.nodes.size());
        for (final SimulatedNode to : world.nodes) {
            if (toAll || to.id() == one) {
                world.network.refuse(from.id(), to.id(), durationNs);
            }
        }
    }
}
