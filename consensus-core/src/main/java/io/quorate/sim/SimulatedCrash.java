package io.quorate.sim;

/** The process ends in the middle of a call: whatever was on the stack is gone. */
final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the process ends here", null, false, false);
    }
}
