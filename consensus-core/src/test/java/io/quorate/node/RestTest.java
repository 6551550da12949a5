package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {
    @ParameterizedTest(name = "begun at {0}, due at {1}: at {2} it lasts: {3}")
    @CsvSource({
        "0,                    1000000,              19999,                true",
        "0,                    1000000,              20000,                false",
        "0,                    5000,                 4999,                 true",
        "0,                    5000,                 5000,                 false",
        "7000,                 7000,                 7000,                 false",
        "7000,                 -9000,                7000,                 false",
        "9223372036854775000,  -9223372036854774000, -9223372036854775000, true",
        "9223372036854775000,  -9223372036854774000, -9223372036854774000, false"})
    void itLastsUntilADeadlineOrForAMomentWhicheverEndsFirst(final long beganNs, final long dueNs,
            final long nowNs, final boolean lasts) {
        final Rest rest = new Rest();
        rest.begin(beganNs, dueNs);

        assertEquals(lasts, rest.lasts(nowNs));
        rest.end();
        assertFalse(rest.lasts(nowNs));
    }
}
