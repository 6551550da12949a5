package io.quorate.sim;

import io.quorate.node.NodeAgent;
import io.quorate.node.NodeCounters;
import io.quorate.node.Submitter;
import io.quorate.port.Storage;
import io.quorate.port.StorageException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.raft.Role;
import org.agrona.concurrent.AgentTerminationException;

/**
 * A member over all the lives of its process: its disk and clock stay, its agent comes and goes.
 * The agent is the production duty cycle, woken when something has arrived or falls due.
 */
final class SimulatedNode {
    private static final int CYCLES_MAX = 4;             // in one event, while there is work

    private final World world;
    private final int id;
    private final Chance chance;
    private final SimulatedDisk disk;
    private final SimulatedClock clock;
    private final Alarm alarm;
    private final Plant plant;
    private final Machines machines;
    private final AnswerSheet answers;
    private final Readers readers;
    private final Mishaps mishaps;
    private final Doze doze = new Doze();
    private NodeAgent agent;                             // null while no process runs
    private NodeCounters counters;                       // of its present life
    private SimulatedWire wire;
    private Submitter submitter;
    private Submitter reader;
    private Submitter guest;                             // of clients with sessions
    private boolean isClockStopped;
    private long cycleBeganNs;                           // by its own clock
    private long slownessNs;                             // that each duty cycle takes longer

    SimulatedNode(final World world, final int id, final Chance chance, final Plant plant,
            final Machines machines, final AnswerSheet answers, final Readers readers) {
        this.world = world;
        this.id = id;
        this.chance = chance;
        this.plant = plant;
        this.machines = machines;
        this.answers = answers;
        this.readers = readers;
        mishaps = new Mishaps(world, this, chance);
        disk = new SimulatedDisk(world, this, chance.fork());
        clock = new SimulatedClock(world.time, chance.fork(), world.conditions.driftPpmMax());
        alarm = new Alarm(world.time, this::onWake);
        count(Fault.CLOCK_DRIFT, clock.drifts());
        count(Fault.CLOCK_WRAP, clock.wraps());
    }

    private void count(final Fault fault, final boolean isThere) {
        if (isThere) {
            world.coverage.count(fault);
        }
    }

    // ---- its process ----------------------------------------------------------------------------

    void start() {
        final Storage storage = disk.open();
        wire = new SimulatedWire(world, this);
        mishaps.forget();
        alarm.clear();
        final Conditions.Cluster cluster = world.conditions.cluster();
        final RaftConfig config = RaftConfig.of(SimulatedNetwork.CLUSTER_ID, id,
                world.founders, cluster.heartbeatNs(), cluster.electionNsMin(),
                cluster.electionNsMax(), chance.seed()).withPromise(cluster.promiseNs())
                .withLimits(cluster.windowMessages(), cluster.windowBytes(),
                        cluster.maxUncommitted()).with(world.detection);
        world.checks.onStart(this);
        try {
            agent = newAgent(config, storage);
            agent.acquaint(world.nodes.stream().map(node -> new Peer(node.id, "")).toList());
        } catch (final SimulatedCrash e) {               // while it puts its storage in order
            world.coverage.count(Fault.CRASH_WITHIN_CYCLE);
            disk.crash(chance.is(0.7));
            wire = null;
            startLater();
            return;
        }
        submitter = agent.submitter(world.submitterWindow);
        reader = agent.submitter(world.submitterWindow);
        guest = agent.submitter(world.submitterWindow);
        wakeSoon();
    }

    /** What it has published in its present life. */
    NodeCounters counters() {
        return counters;
    }

    private NodeAgent newAgent(final RaftConfig config, final Storage storage) {
        counters = NodeCounters.inMemory();
        final NodeAgent next = new NodeAgent(config, world.ingress,
                world.conditions.compaction().policy(),
                plant.storage(this, storage), plant.transport(this, wire),
                plant.stateMachine(this, machines.next(this)),
                plant.clocks(this, mishaps.clocks(clock.both())), counters);
        next.watchHealth(world.health);
        next.watchDisk(world.probes.of(this));
        next.watchProcesses(world.links.of(this));
        return next;
    }

    /** The process ends at once; a loss of power takes more with it than a kill does. */
    void crash(final boolean isPowerLost) {
        disk.crash(isPowerLost);
        agent.stop();
        ended(isPowerLost);
    }

    /** The process ends in peace: all that it wrote is durable. */
    void stop() {
        agent.onClose();
        disk.closed();
        ended(false);
    }

    private void ended(final boolean isHostDown) {
        world.links.ended(this, isHostDown);
        while (submitter.poll(answers.of(this), Integer.MAX_VALUE)
                + guest.poll(world.sessions.of(this), Integer.MAX_VALUE) > 0) {
            // a poll ends where its ring does, and the next goes on
        }
        while (reader.poll(readers.of(this), Integer.MAX_VALUE) > 0) {
            // likewise
        }
        alarm.clear();
        agent = null;
        wire = null;
        submitter = null;
        reader = null;
        guest = null;
    }

    /** A leader will stand still once it has spoken; somebody is told then. */
    void dozeOff(final long durationNs, final Doze.Watcher watcher) {
        doze.plan(durationNs, watcher);
    }

    /** The process stands still, and its clock too if the whole machine does. */
    void stand(final long durationNs, final boolean isSuspended) {
        if (alarm.isStanding()) {
            return;
        }
        alarm.stand(durationNs);
        isClockStopped = isSuspended;
        if (isSuspended) {
            clock.suspend(durationNs);
        }
        world.struck(isSuspended ? Fault.SUSPENSION : Fault.PAUSE, this);
        world.note(Event.PAUSE, this, isSuspended ? "too" : "goes on", durationNs / 1000, 0, 0, 0);
    }

    /** From now on each duty cycle takes so much longer. */
    void slow(final long byNs) {
        slownessNs = byNs;
    }

    /** Whether its process stands still. */
    boolean isStanding() {
        return alarm.isStanding();
    }

    /** All trouble is over: a process that stands goes on, one that is no more begins anew. */
    void heal() {
        disk.heal();
        mishaps.forget();
        final long leftNs = alarm.goOn();
        clock.resume(isClockStopped ? leftNs : 0);
        isClockStopped = false;
        if (agent == null) {
            start();
        } else if (disk.isPoisoned()) {
            crash(false);
            start();
        }
        wakeSoon();
    }

    // ---- its duty cycle -------------------------------------------------------------------------

    void deliver(final byte[] frame, final boolean isBulk) {
        if (agent != null) {
            wire.deliver(frame, isBulk);
            wakeSoon();
        }
    }

    /** Something has arrived: as a busy loop would find it, a moment from now. */
    void wakeSoon() {
        if (agent != null) {
            alarm.after(chance.between(1, 20 * Conditions.MICROS));
        }
    }

    private void onWake() {
        if (mishaps.isInCycle()) {                   // of a life that has ended as it stood
            alarm.after(Conditions.MILLIS);
            return;
        }
        final int work = work();
        final long spentNs = clock.spent();
        if (agent == null) {
            return;
        }
        if (spentNs > 0) {
            world.struck(Fault.SLOW_WORK, this);
            alarm.stand(spentNs);
        }
        if (work > 0) {
            wakeSoon();
        } else if (wire.wasRefused()) {
            alarm.after(chance.between(50 * Conditions.MICROS, 4 * Conditions.MILLIS));
        }
        final long dueNs = agent.nextDeadlineNs() - clock.nanoTime();
        alarm.after(Math.max(20 * Conditions.MICROS, dueNs + dueNs / 64)
                + chance.between(0, 100 * Conditions.MICROS));
    }

    private int work() {
        int work = 1;
        for (int cycle = 0; cycle < CYCLES_MAX && work > 0; cycle++) {
            clock.spend(slownessNs);
            cycleBeganNs = clock.nanoTime();
            final NodeAgent running = agent;
            mishaps.isInCycle(true);
            try {
                work = agent.doWork();
            } catch (final AgentTerminationException e) {
                if (agent == running) {
                    onStopped(e.getCause());
                }
                return 0;
            } finally {
                mishaps.isInCycle(false);
            }
            world.checks.afterCycle(this);
            if (world.ambush != null) {
                world.ambush.afterCycle(this);
            }
            submitter.poll(answers.of(this), Integer.MAX_VALUE);
            reader.poll(readers.of(this), Integer.MAX_VALUE);
            guest.poll(world.sessions.of(this), Integer.MAX_VALUE);
            if (doze.begins(this, wire.said())) {
                return work;
            }
        }
        return work;
    }

    private void onStopped(final Throwable reason) {
        if (reason instanceof SimulatedCrash) {
            world.struck(Fault.CRASH_WITHIN_CYCLE, this);
            crash(chance.is(0.7));
        } else if (reason instanceof StorageException && disk.isPoisoned()) {
            world.struck(Fault.DISK_ERROR, this);
            crash(chance.is(0.5));
        } else if (reason instanceof Violation violation) {
            throw violation;
        } else {
            throw new IllegalStateException("node " + id + " stopped by itself", reason);
        }
        startLater();
    }

    private void startLater() {
        world.time.after(chance.about(2 * world.conditions.cluster().electionNsMax()),
                this::startIfDown);
    }

    void startIfDown() {
        if (agent == null) {
            start();
        }
    }

    // ---- to be looked at ------------------------------------------------------------------------

    int id() {
        return id;
    }

    World world() {
        return world;
    }

    boolean isUp() {
        return agent != null;
    }

    NodeAgent agent() {
        return agent;
    }

    Raft raft() {
        return agent.raft();
    }

    /** What it is to its cluster; a node that is down is a follower that hears nothing. */
    Role role() {
        return agent == null ? Role.FOLLOWER : agent.raft().role();
    }

    SimulatedClock clock() {
        return clock;
    }

    /** When the newest duty cycle began, by its own clock. */
    long cycleBeganNs() {
        return cycleBeganNs;
    }

    /** What befalls it within a duty cycle. */
    Mishaps mishaps() {
        return mishaps;
    }

    SimulatedDisk disk() {
        return disk;
    }

    Submitter submitter() {
        return submitter;
    }

    /** The way in for reads. */
    Submitter reader() {
        return reader;
    }

    /** The end of clients with sessions. */
    Submitter guest() {
        return guest;
    }

    /** How often its storage was opened: the number of its life. */
    int openings() {
        return disk.openings();
    }
}
