package io.quorate.sim;

import io.quorate.raft.Role;

/** A leader that is to stand still as soon as a duty cycle has said something. */
final class Doze {
    /** Is told that it stands, and for how long. */
    interface Watcher {
        void onAsleep(SimulatedNode node, long durationNs);
    }

    private long durationNs;                             // 0 while it is to stay awake
    private Watcher watcher;
    private long saidBefore;

    void plan(final long sleepsNs, final Watcher told) {
        durationNs = sleepsNs;
        watcher = told;
        saidBefore = Long.MAX_VALUE;
    }

    /** A cycle is over: whether the node stands still from now on. */
    boolean begins(final SimulatedNode node, final long said) {
        if (durationNs == 0 || node.world().isHealed || node.role() != Role.LEADER) {
            durationNs = 0;
            return false;
        }
        if (said <= saidBefore) {
            saidBefore = said;
            return false;
        }
        node.stand(durationNs, false);
        watcher.onAsleep(node, durationNs);
        durationNs = 0;
        return true;
    }
}
