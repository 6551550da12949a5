package io.quorate.sim;

import io.quorate.node.IngressConfig;
import io.quorate.raft.Configuration;
import java.util.stream.IntStream;

/** One simulation from its first event to its good end: puts the parts together. */
final class Run {
    private static final long HEALTH = 0x6865_616C_7468L;        // a draw of its own
    private static final long OVERLOADS = 0x0BE4_10AD;    // a draw of their own
    private static final long LINKS = 0x1155;            // a draw of their own
    private static final long PROBES = 0x9083;           // a draw of their own
    private static final long SESSIONS = 0x5E55_1045;     // a draw of their own
    private static final long PAUSES = 0x7061_7573_65L;
    private static final long AMBUSHES = 0x616D_6275_7368L;

    private final Simulation simulation;
    private final World world;
    private final AnswerSheet answers;
    private final Nemesis nemesis;
    private final Pauses pauses;
    private final Load load;
    private final Readers readers;
    private final SessionClients sessions;
    private final Chance healing;
    private final Workload workload;
    private long checkNs;

    Run(final Simulation simulation) {
        this.simulation = simulation;
        final Chance chance = new Chance(simulation.seed);
        final Conditions drawn = Conditions.draw(chance.fork(), simulation.nodes,
                simulation.durability);
        final Conditions conditions = simulation.driftPpmMax == 0 ? drawn
                : drawn.withLeases(simulation.driftPpmMax);
        final EventQueue time = new EventQueue();
        world = new World(conditions,
                Detections.draw(new Chance(~simulation.seed), conditions.cluster()),
                simulation.health != null ? simulation.health
                        : HandOvers.draw(new Chance(simulation.seed ^ HEALTH),
                                conditions.cluster()),
                time,
                new Trace(time, simulation.traceListener), chance.fork());
        final Chance ofNemesis = chance.fork();
        final Chance ofLoad = chance.fork();
        workload = workload(ofLoad);
        world.ingress = new IngressConfig(2048, Machines.REPLY_LIMIT, 1 << 15)
                .withStaleness(Readers.stalenessNs(conditions.cluster()))
                .with(SessionClients.LIMITS)
                .with(Overloads.draw(new Chance(simulation.seed ^ OVERLOADS)));
        answers = new AnswerSheet(world, workload);
        world.checks.answers(answers);
        world.links = new SimulatedLinks(world, new Chance(simulation.seed ^ LINKS), 0.5);
        world.probes = simulation.probeNs == null
                ? Probes.draw(world, new Chance(simulation.seed ^ PROBES))
                : new Probes(world, new Chance(simulation.seed ^ PROBES), simulation.probeNs);
        world.churn = new Churn(world, new Chance(~simulation.seed),
                simulation.isChurning == null ? new Chance(~simulation.seed).is(0.3)
                        : simulation.isChurning);
        world.founders = Configuration.ofVoters(
                IntStream.rangeClosed(1, world.churn.voters()).boxed().toList());
        pauses = new Pauses(world, new Chance(simulation.seed ^ PAUSES), simulation.isAmbushed);
        nemesis = new Nemesis(world, ofNemesis);
        world.ambush = new Ambush(world, new Chance(simulation.seed ^ AMBUSHES), nemesis,
                pauses.isOn());
        load = new Load(world, ofLoad, workload, answers, simulation.plant);
        healing = chance.fork();
        readers = new Readers(world, chance.fork(), answers, simulation.plant);
        sessions = new SessionClients(world, new Chance(simulation.seed ^ SESSIONS),
                workload, simulation.plant);
        world.sessions = sessions;
        final Machines machines = new Machines(world, workload);
        for (int id = 1; id <= conditions.cluster().nodes(); id++) {
            world.nodes.add(new SimulatedNode(world, id, chance.fork(), simulation.plant,
                    machines, answers, readers));
        }
    }

    /** One's own state machine is given one's own commands; half of the others get a store. */
    private Workload workload(final Chance chance) {
        final boolean isOnesOwn = simulation.stateMachine != null || simulation.commands != null;
        if (!isOnesOwn && chance.is(0.5)) {
            return new KeyValueWorkload(world, chance.fork());
        }
        return new OpaqueWorkload(
                simulation.stateMachine == null ? Chain::new : simulation.stateMachine,
                simulation.commands == null
                        ? OpaqueWorkload.anyBytes(world.conditions.load().payloadBytes())
                        : simulation.commands,
                chance.seed());
    }

    SimulationReport toTheEnd() {
        for (final SimulatedNode node : world.nodes) {
            node.start();
        }
        nemesis.begin();
        pauses.begin();
        world.churn.begin();
        load.begin();
        readers.begin();
        sessions.begin();
        final long endNs = simulation.minutes * 60L * Conditions.SECONDS;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = world.time.next(endNs);
        }
        nemesis.end();
        world.ambush.end();
        pauses.end();
        load.end();
        readers.end();
        sessions.end();
        new Healing(world, healing, load, answers).run();
        sessions.check();
        final long beganNs = System.nanoTime();
        workload.check(world.checks, answers);
        checkNs = System.nanoTime() - beganNs;
        return report();
    }

    private SimulationReport report() {
        return new SimulationReport(simulation.seed, world.nodes.size(), world.time.nowNs(),
                world.time.happened(), new SimulationReport.Served(answers.submitted(),
                        answers.committed(), workload.checked(), checkNs),
                world.checks.leaders(), world.checks.commitment().lastIndex(), world.coverage,
                world.trace.hash(), describe());
    }

    Trace trace() {
        return world.trace;
    }

    String describe() {
        return world.conditions + ", " + world.detection + ", " + world.health + ", "
                + world.ingress.admission();
    }
}
