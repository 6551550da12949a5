package io.quorate.sim;

/** One simulation from its first event to its good end: puts the parts together. */
final class Run {
    private final Simulation simulation;
    private final World world;
    private final AnswerSheet answers;
    private final Nemesis nemesis;
    private final Load load;
    private final Chance healing;

    Run(final Simulation simulation) {
        this.simulation = simulation;
        final Chance chance = new Chance(simulation.seed);
        final Conditions conditions = Conditions.draw(chance.fork(), simulation.nodes,
                simulation.durability);
        final EventQueue time = new EventQueue();
        world = new World(conditions, time, new Trace(time, simulation.traceListener),
                chance.fork());
        answers = new AnswerSheet(world);
        world.checks.answers(answers);
        nemesis = new Nemesis(world, chance.fork());
        load = new Load(world, chance.fork(), simulation.commands == null
                ? Load.anyBytes(conditions.load().payloadBytes()) : simulation.commands, answers);
        healing = chance.fork();
        final Machines machines = new Machines(world, simulation.stateMachine);
        for (int id = 1; id <= conditions.cluster().nodes(); id++) {
            world.nodes.add(new SimulatedNode(world, id, chance.fork(), simulation.plant,
                    machines, answers));
        }
    }

    SimulationReport toTheEnd() {
        for (final SimulatedNode node : world.nodes) {
            node.start();
        }
        nemesis.begin();
        load.begin();
        final long endNs = simulation.minutes * 60L * Conditions.SECONDS;
        boolean goesOn = true;
        while (goesOn) {
            goesOn = world.time.next(endNs);
        }
        nemesis.end();
        load.end();
        new Healing(world, healing, load, answers).run();
        return report();
    }

    private SimulationReport report() {
        return new SimulationReport(simulation.seed, world.nodes.size(), world.time.nowNs(),
                world.time.happened(), answers.submitted(), answers.committed(),
                world.checks.leaders(), world.checks.commitment().lastIndex(), world.coverage,
                world.trace.hash(), describe());
    }

    Trace trace() {
        return world.trace;
    }

    String describe() {
        return world.conditions.toString();
    }
}
