package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({"0,0", "7ns,7", "7us,7000", "50ms,50000000", "2s,2000000000",
        "10min,600000000000"})
    void aDurationIsReadAndWrittenTheSame(final String text, final long ns) {
        assertEquals(ns, Units.parseDuration(text));
        assertEquals(text, Units.duration(ns));
    }

    @ParameterizedTest
    @CsvSource({"0B,0", "7B,7", "64KiB,65536", "4MiB,4194304", "2GiB,2147483648"})
    void aSizeIsReadAndWrittenTheSame(final String text, final long bytes) {
        assertEquals(bytes, Units.parseSize(text));
        assertEquals(text, Units.size(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "ms", "-1ms", "1.5s", "50 parsecs", "50MS", "5h",
        "999999999999999999min"})
    void whatIsNoDurationIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Units.parseDuration(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "MiB", "-1B", "1.5MiB", "64MB", "64mib",
        "999999999999999999GiB"})
    void whatIsNoSizeIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Units.parseSize(text));
    }
}
