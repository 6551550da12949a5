package io.quorate.raft;

/** What a member's driver thinks of it as a leader. Judging alone ends no office or campaign. */
public final class Condition {
    private Fitness fitness = Fitness.FIT;

    Condition() {
    }

    /** The driver has judged; the node's thread. */
    public void judge(final Fitness judged) {
        fitness = judged;
    }

    /** What was judged last. */
    public Fitness fitness() {
        return fitness;
    }
}
