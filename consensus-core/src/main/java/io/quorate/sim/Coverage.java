package io.quorate.sim;

import io.quorate.raft.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation has truly exercised: each fault, and each event in each role it can meet. A
 * test that never met a fault proves nothing about it.
 */
@SuppressWarnings("EnumOrdinal")
public final class Coverage {
    private static final Fault[] FAULTS = Fault.values();
    private static final Role[] ROLES = Role.values();
    private static final Event[] EVENTS = Event.values();
    private static final Part[] PARTS = Part.values();

    private final long[] faults = new long[FAULTS.length];
    private final long[][] events = new long[ROLES.length][EVENTS.length];
    private final long[][][] struck = new long[FAULTS.length][PARTS.length][2];

    /** Nothing yet. */
    public Coverage() {
    }

    void count(final Fault fault) {
        faults[fault.ordinal()]++;
    }

    void count(final Role role, final Event event) {
        events[role.ordinal()][event.ordinal()]++;
    }

    /** What a node was when a fault struck it; one that is down is nothing. */
    void count(final Fault fault, final SimulatedNode node) {
        if (node.isUp()) {
            struck[fault.ordinal()][Part.of(node).ordinal()][isJoint(node) ? 1 : 0]++;
        }
    }

    private static boolean isJoint(final SimulatedNode node) {
        return node.raft().configuration().isJoint();
    }

    /** How often that fault struck a node that was this, in a joint configuration or in none. */
    public long of(final Fault fault, final Part part, final boolean isJoint) {
        return struck[fault.ordinal()][part.ordinal()][isJoint ? 1 : 0];
    }

    /** How often that fault has struck. */
    public long of(final Fault fault) {
        return faults[fault.ordinal()];
    }

    /** How often that event met a node in that role. */
    public long of(final Role role, final Event event) {
        return events[role.ordinal()][event.ordinal()];
    }

    /** Adds what another simulation has exercised. */
    public void add(final Coverage other) {
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
        }
        for (int fault = 0; fault < struck.length; fault++) {
            for (int part = 0; part < PARTS.length; part++) {
                struck[fault][part][0] += other.struck[fault][part][0];
                struck[fault][part][1] += other.struck[fault][part][1];
            }
        }
        for (int role = 0; role < events.length; role++) {
            for (int event = 0; event < events[role].length; event++) {
                events[role][event] += other.events[role][event];
            }
        }
    }

    /** The faults that never struck. */
    public List<Fault> missing() {
        final List<Fault> missing = new ArrayList<>();
        for (final Fault fault : FAULTS) {
            if (of(fault) == 0) {
                missing.add(fault);
            }
        }
        return missing;
    }

    /** One line: every fault and how often it struck. */
    @Override
    public String toString() {
        final StringBuilder line = new StringBuilder();
        for (final Fault fault : FAULTS) {
            line.append(line.isEmpty() ? "" : ", ")
                    .append(fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                    .append(' ').append(of(fault));
        }
        return line.toString();
    }
}
