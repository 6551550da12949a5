package io.quorate.sim;

import io.quorate.detector.Detection;
import io.quorate.node.HealthLimits;
import io.quorate.node.IngressConfig;
import io.quorate.raft.Configuration;
import java.util.ArrayList;
import java.util.List;

/** What all parts of one simulation share. */
final class World {
    final Conditions conditions;
    final Detection detection;
    final HealthLimits health;
    final EventQueue time;
    final Trace trace;
    final Coverage coverage = new Coverage();
    final Checks checks;
    final SimulatedNetwork network;
    /** By slot: the member with id 1 is the first. */
    final List<SimulatedNode> nodes = new ArrayList<>();
    /** By which processes watch each other. */
    SimulatedLinks links;
    /** By which nodes ask their disks. */
    Probes probes;
    /** Who comes and goes. */
    Churn churn;
    /** What waits for members to change; null where nothing does. */
    Ambush ambush;
    /** Clients that want each command executed once. */
    SessionLedger sessions;
    /** Who the members are when the cluster begins. */
    Configuration founders;
    /** What members take in. */
    IngressConfig ingress;
    /** How many commands of one end may be unanswered at a time. */
    int submitterWindow = 16;
    /** Whether a process stands still within a duty cycle. */
    boolean isStumbling;
    /** Whether all trouble is over. */
    boolean isHealed;

    World(final Conditions conditions, final Detection detection, final HealthLimits health,
            final EventQueue time, final Trace trace, final Chance chance) {
        this.conditions = conditions;
        this.detection = detection;
        this.health = health;
        this.time = time;
        this.trace = trace;
        checks = new Checks(this);
        network = new SimulatedNetwork(this, chance.fork());
    }

    SimulatedNode node(final int id) {
        return nodes.get(id - 1);
    }

    /** A fault has struck a node, as what it is. */
    void struck(final Fault fault, final SimulatedNode node) {
        coverage.count(fault);
        coverage.count(fault, node);
    }

    /** Notes what happened to a node, and that it happened in its role. */
    void note(final Event event, final SimulatedNode node, final String label, final long a,
            final long b, final long c, final long d) {
        coverage.count(node.role(), event);
        trace.note(event, node.id(), label, a, b, c, d);
    }

    void note(final Event event, final SimulatedNode node, final long a, final long b) {
        note(event, node, null, a, b, 0, 0);
    }

    /** Every node's positions. */
    String describe() {
        final StringBuilder all = new StringBuilder();
        for (final SimulatedNode node : nodes) {
            all.append(all.isEmpty() ? "" : "; ")
                    .append(node.isUp() ? node.raft() : "member " + node.id() + " is down");
        }
        return all.toString();
    }
}
