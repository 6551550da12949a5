package io.quorate.sim;

/**
 * What a simulation has been through.
 *
 * @param seed        which one it was
 * @param nodes       how many members
 * @param simulatedNs how long it lasted, in virtual nanoseconds
 * @param events      how many events happened
 * @param served      what clients asked, and what was checked of it
 * @param leaders     how many elections were won
 * @param lastIndex   the length of the history that was agreed
 * @param coverage    which faults struck, and what met whom
 * @param traceHash   over all that happened: the same in every run of this seed
 * @param conditions  what the seed had in store, in words
 */
public record SimulationReport(long seed, int nodes, long simulatedNs, long events,
        Served served, long leaders, long lastIndex, Coverage coverage,
        long traceHash, String conditions) {

    /**
     * What clients asked, and what was checked of it.
     *
     * @param submitted commands that clients submitted
     * @param committed commands that were answered as committed
     * @param checked   operations of clients whose history was checked for linearizability
     * @param checkNs   how long that took, in nanoseconds of this machine
     */
    public record Served(long submitted, long committed, int checked, long checkNs) {
    }

    /** Commands that were answered as committed. */
    public long committed() {
        return served.committed;
    }

    /** One line. */
    @Override
    public String toString() {
        return String.format("seed %d: %d nodes, %.0f s, %,d events, %,d of %,d commands "
                + "committed, %,d elections, trace %016x", seed, nodes, simulatedNs / 1e9, events,
                served.committed, served.submitted, leaders, traceHash);
    }
}
