package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "12, ns, 12", "1500, us, 1.5", "171400000, ms, 171.4", "2e9, s, 2", "0, ns, 0",
        "-5e6, ms, -5"})
    void aTimeIsShownInTheLargestUnitThatFits(
            final double nanos, final String symbol, final double shown) {
        final Scale scale = Scale.of(Metric.Unit.NANOS, nanos);
        assertEquals(symbol, scale.symbol());
        assertEquals(shown, scale.from(nanos), 1e-9);
    }

    @Test
    void aRateStaysWhatItIs() {
        final Scale scale = Scale.of(Metric.Unit.OPS_PER_SECOND, 412_300);
        assertEquals("ops/s", scale.symbol());
        assertEquals(412_300, scale.from(412_300));
    }
}
