package io.quorate.benchmarks.trial;

import io.quorate.results.Timeline;
import io.quorate.results.Trial;
import java.util.List;

/**
 * What is done again and again to one cluster, a trial at a time: the three steps in this order, of
 * which only the second one is timed.
 */
public interface Experiment {
    /** Waits until the cluster is as it must be when a trial begins. */
    void prepare();

    /** What is measured. */
    void perform();

    /**
     * Makes the cluster whole again, and checks that no promise was broken.
     *
     * @throws io.quorate.benchmarks.rig.SafetyViolation if one was
     */
    void recover();

    /** What happened to members and requests; after {@link #recover}; nothing if nobody noted. */
    default List<Timeline.Moment> moments() {
        return List.of();
    }

    /** The trial with what was measured; after {@link #recover}. */
    Trial measured(Trial trial);
}
