package io.quorate.benchmarks.virtual;

/**
 * One thing that a paper says, and whether it is so here.
 *
 * @param what      the figure, in words
 * @param published what was published
 * @param ours      what was found in virtual time
 * @param low       the least that agrees
 * @param high      the most that agrees
 */
public record Claim(String what, double published, double ours, double low, double high) {
    /** Agreement within a factor: 0.2 is from 20 % below to 20 % above. */
    public static Claim near(final String what, final double published, final double ours,
            final double tolerance) {
        return new Claim(what, published, ours, published * (1 - tolerance),
                published * (1 + tolerance));
    }

    /** Agreement within so much of either side. */
    public static Claim within(final String what, final double published, final double ours,
            final double margin) {
        return new Claim(what, published, ours, published - margin, published + margin);
    }

    /** Whether ours agrees. */
    public boolean holds() {
        return low <= ours && ours <= high;
    }
}
