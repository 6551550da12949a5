package io.quorate.detector;

/** The far end of the normal distribution, where suspicion lies. */
final class NormalTail {
    private static final int TERMS = 200;
    private static final double FAR = 12;
    private static final double EXACT_ENOUGH = 1e-9;

    private NormalTail() {
    }

    /** How many deviations above the mean are exceeded with a chance of 10^-phi; phi 1 to 16. */
    static double deviationsOf(final double phi) {
        double low = 1;
        double high = FAR;
        while (high - low > EXACT_ENOUGH) {
            final double middle = (low + high) / 2;
            if (phi(middle) < phi) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** -log10 of the chance that so many deviations, 1 or more, are exceeded (Laplace). */
    static double phi(final double deviations) {
        double fraction = deviations;
        for (int term = TERMS; term > 0; term--) {
            fraction = deviations + term / fraction;
        }
        final double density = StrictMath.exp(-deviations * deviations / 2)
                / StrictMath.sqrt(2 * StrictMath.PI);
        return -StrictMath.log10(density / fraction);
    }
}
