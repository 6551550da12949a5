package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;

/** Refuses, before anything starts, what nobody can do to a process of this host from outside. */
final class ProcessFaults {
    private static final String INSTEAD = ", or leave out --processes: to members of one JVM, and"
            + " in virtual time with --sim, it can be done";

    private ProcessFaults() {
    }

    /**
     * Looks at each strike of a scenario.
     *
     * @param hasFakeTime whether this host has libfaketime
     * @throws BadInputException with the reason, and what can be run instead
     */
    static void requirePossible(final Scenario scenario, final boolean hasFakeTime) {
        if (scenario.strikes(Fault.DISK_STALL)) {
            throw impossible(Fault.DISK_STALL, "who does not administer a host can hold up none of"
                    + " its disks, and SIGSTOP holds up more than the disk; choose another fault");
        }
        if (scenario.strikes(Fault.CLOCK_STEP) && !hasFakeTime) {
            throw impossible(Fault.CLOCK_STEP, "the host's clock is everybody's, and libfaketime,"
                    + " which fakes that of one process, is not there: install it (Debian: apt"
                    + " install libfaketime), name its directory in LD_LIBRARY_PATH");
        }
    }

    private static BadInputException impossible(final Fault fault, final String reason) {
        return new BadInputException("fault " + fault.label() + " cannot be done to a process: "
                + reason + INSTEAD);
    }
}
