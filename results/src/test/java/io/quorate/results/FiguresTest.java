package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0", "5, 5.000", "171.4, 171.4", "171.44999, 171.4", "0.0230049, 0.02300",
        "38.9, 38.90", "9999, 9999", "41234.7, 41.23k", "412345, 412.3k", "1204000, 1.204M",
        "-171.4, -171.4", "NaN, -", "Infinity, inf"})
    void aFigureHasFourDigits(final double value, final String shown) {
        assertEquals(shown, Figures.of(value));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 5 %", "0.025, 2.5 %", "0.311, 31 %", "0.0004, 0 %", "3.4, 340 %"})
    void aShareIsAPercentage(final double share, final String shown) {
        assertEquals(shown, Figures.percent(share));
    }
}
