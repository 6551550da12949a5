package io.quorate.node;

/** How a node fares, as far as leading goes: well, or the first thing that keeps it from it. */
public enum Health {
    /** Nothing keeps it from leading. */
    HEALTHY("healthy"),
    /** What it appended, or what its disk is asked, has waited for the disk for too long. */
    SLOW_DISK("its disk is slow"),
    /** What was committed has waited to be applied for too long. */
    SLOW_APPLY("its state machine is slow"),
    /** Its duty cycle came late, again and again. */
    SLOW_LOOP("its duty cycle is late");

    private final String sentence;

    Health(final String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
