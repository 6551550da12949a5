package io.quorate.detector;

/**
 * When a member stands, once it suspects its leader or knows of none, and when it stands again if
 * that decides nothing. Chance is what keeps those who suspect at the same moment apart. One
 * thread; nothing is allocated.
 */
public interface ElectionSchedule {
    /** How long to wait from suspicion to standing, in nanoseconds. */
    long standDelayNs();

    /** How long to wait for a leader before standing, again or at all, in nanoseconds. */
    long roundNs();

    /** This member stands. */
    void stood();

    /** A leader is established: an entry of its own term is committed. */
    void established();
}
