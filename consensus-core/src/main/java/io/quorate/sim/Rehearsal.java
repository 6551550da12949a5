package io.quorate.sim;

import io.quorate.client.Channel;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeCounters;
import io.quorate.node.SnapshotPolicy;
import io.quorate.port.StateMachine;
import io.quorate.raft.RaftConfig;
import java.util.List;
import java.util.function.Supplier;

/**
 * A whole cluster in virtual time in which nothing happens but what it is told to: for a scenario
 * that is to be the same in every run. Nodes, wires, disks and checkers are those of a
 * {@link Simulation}, the weather is calm. One seed decides what is left to chance. Times are
 * nanoseconds since the beginning. One thread.
 */
public final class Rehearsal {
    private static final long DELAY_NS = 50 * Conditions.MICROS;
    private static final int FRAME_BYTES = 8192;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int TRACE_LINES = 60;
    private static final int WINDOW = 1 << 11;

    private final long seed;
    private final String replay;
    private final World world;
    private final RehearsedWay way;

    /**
     * A cluster of the members that the configuration names, all of them started.
     *
     * @param config   of any member; the others have the same settings
     * @param machines makes the state machine of each life of a node, of short replies
     * @param replay   the command that runs it again, for a failure to name
     */
    public Rehearsal(final long seed, final NodeConfig config,
            final Supplier<StateMachine> machines, final String replay) {
        this.seed = seed;
        this.replay = replay;
        final Chance chance = new Chance(seed);
        final EventQueue time = new EventQueue();
        world = new World(conditions(config), config.raft().detection(), config.health(), time,
                new Trace(time, null), chance.fork());
        world.founders = config.raft().configuration();
        world.ingress = config.ingress();
        world.submitterWindow = WINDOW;
        world.links = new SimulatedLinks(world, new Chance(seed), config.wire().hasLinks() ? 1 : 0);
        world.probes = new Probes(world, new Chance(~seed),
                config.isDiskAsked() ? config.disk().probeNs() : 0);
        world.churn = new Churn(world, chance.fork(), false);
        way = new RehearsedWay(world, DELAY_NS);
        world.sessions = way;
        final Workload workload = new OpaqueWorkload(machines, random -> new byte[0], seed);
        final AnswerSheet answers = new AnswerSheet(world, workload);
        world.checks.answers(answers);
        final Readers readers = new Readers(world, chance.fork(), answers, Plant.NONE);
        for (int id = 1; id <= config.members().size(); id++) {
            world.nodes.add(new SimulatedNode(world, id, chance.fork(), Plant.NONE,
                    new Machines(world, workload), answers, readers));
        }
        world.nodes.forEach(SimulatedNode::start);
    }

    private static Conditions conditions(final NodeConfig config) {
        final RaftConfig raft = config.raft();
        return new Conditions(
                new Conditions.Cluster(config.members().size(), config.disk().durability(),
                        raft.heartbeatNs(), raft.electionTimeoutNsMin(),
                        raft.electionTimeoutNsMax(), raft.promiseNs(), raft.windowMessages(),
                        raft.windowBytes(), raft.maxUncommitted()),
                new Conditions.Network(0, 0, 0, 0, 0, 0, true, DELAY_NS, DELAY_NS / 2,
                        FRAME_BYTES),
                new Conditions.Disk(syncNs(config), CHUNK_BYTES),
                new Conditions.Load(Conditions.SECONDS, 1, 1, 0), List.of(), Conditions.SECONDS,
                new Conditions.Compaction(SnapshotPolicy.OFF, FRAME_BYTES), 0);
    }

    private static long syncNs(final NodeConfig config) {
        return switch (config.disk().durability()) {
            case FSYNC -> Conditions.MILLIS;
            case PAGE_CACHE, MEMORY -> 10 * Conditions.MICROS;
        };
    }

    // ---- time -----------------------------------------------------------------------------------

    /** What time it is. */
    public long nowNs() {
        return world.time.nowNs();
    }

    /**
     * Lets all happen until then.
     *
     * @throws SimulationFailure if a rule was seen broken
     */
    public void passUntil(final long untilNs) {
        boolean goesOn = true;
        try {
            while (goesOn) {
                goesOn = world.time.next(untilNs);
            }
        } catch (final Violation violation) {
            throw failure(violation.getMessage(), null);
        } catch (final RuntimeException e) {
            throw failure(String.valueOf(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private SimulationFailure failure(final String sentence, final Throwable cause) {
        return new SimulationFailure(seed, sentence, replay, world.conditions.toString(),
                world.trace.newest(TRACE_LINES), cause);
    }

    /** Of all that has happened: the same in every run of a seed. */
    public long hash() {
        return world.trace.hash();
    }

    // ---- members --------------------------------------------------------------------------------

    /** What a member has published in its present life, or in its last one. */
    public NodeCounters counters(final int id) {
        return world.node(id).counters();
    }

    /** By how much its monotonic clock, which began anywhere, is ahead of {@link #nowNs}. */
    public long aheadNs(final int id) {
        return world.node(id).clock().nanoTime() - nowNs();
    }

    /** Whether its process runs. */
    public boolean isUp(final int id) {
        return world.node(id).isUp();
    }

    /** The way for one client over a network, to all members; linked to them as they are. */
    public Channel way() {
        return way;
    }

    // ---- trouble --------------------------------------------------------------------------------

    /** The process ends at once; with a loss of power, what was not durable may be lost. */
    public void crash(final int id, final boolean isPowerLost) {
        if (isUp(id)) {
            world.node(id).crash(isPowerLost);
        }
    }

    /** Begins another life of a process that has ended. */
    public void start(final int id) {
        world.node(id).startIfDown();
    }

    /** The process stands still for so long, while its clock goes on. */
    public void stand(final int id, final long durationNs) {
        if (isUp(id)) {
            world.node(id).stand(durationNs, false);
        }
    }

    /** One that stands goes on; its disk is well, and it is as fast as any. */
    public void mend(final int id) {
        world.node(id).slow(0);
        if (isUp(id)) {
            world.node(id).heal();
        }
    }

    /** What it writes is not durable for so long. */
    public void stallDisk(final int id, final long durationNs) {
        world.node(id).disk().stall(durationNs);
    }

    /** Each of its duty cycles takes so much longer. */
    public void slow(final int id, final long byNs) {
        world.node(id).slow(byNs);
    }

    /** Its clocks jump ahead. */
    public void stepClock(final int id, final long byNs) {
        world.node(id).clock().step(byNs);
        world.node(id).wakeSoon();
    }

    /** It hands its office over, if it leads; returns whether it began to. */
    public boolean transfer(final int id) {
        final boolean began = isUp(id) && world.node(id).raft().transfer(0) > 0;
        world.node(id).wakeSoon();
        return began;
    }

    /** So many of the frames from one member to another are lost: 0 for none, 1 for all. */
    public void lose(final int from, final int to, final double share) {
        world.network.lose(from, to, share);
    }
}
