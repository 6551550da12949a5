package io.quorate.benchmarks.detect;

/** What a leader that lives does to those who watch it. All delays are one way. */
public enum Weather {
    /** A quiet network and a process that never stands still. */
    CALM("calm", 0.1, 0.02, 0, 0, 0, 1),
    /** Delays that vary by many times their mean. */
    JITTER("jitter", 1, 10, 0, 0, 0, 1),
    /** Two frames of a hundred are lost. */
    LOSS_2("loss-2%", 0.1, 0.02, 0.02, 0, 0, 1),
    /** Ten frames of a hundred are lost. */
    LOSS_10("loss-10%", 0.1, 0.02, 0.10, 0, 0, 1),
    /** The leader stands still for 5 to 200 ms, every 20 s or so: a collector. */
    SHORT_PAUSES("pauses-200ms", 0.1, 0.02, 0, 5, 200, 1),
    /** The leader stands still for 50 ms to 2 s, every 20 s or so: a bad collector. */
    LONG_PAUSES("pauses-2s", 0.1, 0.02, 0, 50, 2000, 1),
    /** The path is ten times longer for half of the time, in spells of 10 s. */
    STEPS("steps-10x", 10, 2, 0.001, 0, 0, 10);

    private final String label;
    final double delayMs;
    final double jitterMs;                // the mean of what is added, exponentially distributed
    final double loss;
    final double pauseMsMin;
    final double pauseMsMax;
    final double step;

    Weather(final String label, final double delayMs, final double jitterMs, final double loss,
            final double pauseMsMin, final double pauseMsMax, final double step) {
        this.label = label;
        this.delayMs = delayMs;
        this.jitterMs = jitterMs;
        this.loss = loss;
        this.pauseMsMin = pauseMsMin;
        this.pauseMsMax = pauseMsMax;
        this.step = step;
    }

    /** As it is written in tables and parameters. */
    public String label() {
        return label;
    }

    /** The weather of that name. */
    public static Weather ofLabel(final String label) {
        for (final Weather weather : values()) {
            if (weather.label.equals(label)) {
                return weather;
            }
        }
        throw new IllegalArgumentException("there is no weather '" + label + "'");
    }
}
