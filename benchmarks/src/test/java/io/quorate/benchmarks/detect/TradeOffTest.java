package io.quorate.benchmarks.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the comparison says where theory says it too. */
class TradeOffTest {
    private static TradeOff measure(final String contender, final Weather weather) {
        return TradeOff.measure(Contender.ofLabel(contender), weather, 24, 300, 42);
    }

    @ParameterizedTest
    @CsvSource({
        // the half: the timeout's mean less half a heartbeat; half an interval and all timeouts
        "election-timeout-500..1000, 725, 25", "election-timeout-150..300, 200, 10",
        "leader-check-100-200-x3, 850, 8", "leader-check-50-100-x2, 275, 4",
        "leader-check-1000-10000-x3, 32500, 90", "phi-8, 95, 4", "rtt-3, 175, 5"})
    void aDeathInCalmWeatherIsNoticedWhenTheorySays(final String contender, final double halfMs,
            final double tolerance) {
        final TradeOff cell = measure(contender, Weather.CALM);
        assertEquals(halfMs, cell.detectMs(0.5), tolerance);
        assertEquals(0, cell.falsePerHour());
    }

    @Test
    void checksThatAreLostThreeTimesInARowAreFalseSuspicionsAsOftenAsChanceSays() {
        final double lost = 1 - 0.9 * 0.9;
        final double seconds = 0.1 + 0.2 * lost;
        final double expected = 3600 / seconds * Math.pow(lost, 3) * (1 - lost);
        assertEquals(expected, measure("leader-check-100-200-x3", Weather.LOSS_10).falsePerHour(),
                0.05 * expected);
    }

    @Test
    void patienceBuysSilence() {
        final TradeOff quick = measure("phi-8", Weather.SHORT_PAUSES);
        final TradeOff patient = measure("phi-8+500", Weather.SHORT_PAUSES);
        assertTrue(quick.falsePerHour() > 10 && patient.falsePerHour() == 0,
                quick.falsePerHour() + " and " + patient.falsePerHour());
        assertTrue(patient.detectMs(0.5) - quick.detectMs(0.5) > 480);
    }

    @Test
    void oneSeedMeasuresTheSameTwice() {
        final Contender contender = Contender.ofLabel("rtt-3");
        assertArrayEquals(TradeOff.measure(contender, Weather.STEPS, 2, 50, 7).detectMs(),
                TradeOff.measure(contender, Weather.STEPS, 2, 50, 7).detectMs());
    }
}
