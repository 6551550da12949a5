package io.quorate.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmUpTest {
    private long nowMs;

    /** The compiler needs so much of each second until it rests, and nothing after. */
    @ParameterizedTest
    @CsvSource({
        // at least, busy until, busy ms/s, over at
        "1500,     0,    0,    1500",
        " 300,     0,    0,    1000",
        "1500,  4000,  800,    5000",
        "1500,  4000,   40,    1500",
        "1500, 60000,  800,   10000",
        "20000, 60000, 800,   20000",
    })
    void itEndsAtTheEarliestWithItsTimeAndWithASecondInWhichTheCompilerRests(final long leastMs,
            final long busyUntilMs, final long busyMsASecond, final long overAtMs) {
        final WarmUp warmUp = new WarmUp(TimeUnit.MILLISECONDS.toNanos(leastMs),
                () -> TimeUnit.MILLISECONDS.toNanos(nowMs),
                () -> Math.min(nowMs, busyUntilMs) * busyMsASecond / 1000);
        while (!warmUp.isOver()) {
            nowMs += 10;
        }
        assertEquals(overAtMs, nowMs);
    }
}
