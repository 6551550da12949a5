package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private long wallMs = 1_700_000_000_000L;
    private long passedNs = Long.MAX_VALUE;              // it may wrap

    @Test
    void itShowsTheTimeOfDayAndPassesWithTheMonotonicClock() {
        final SteadyClock clock = new SteadyClock(() -> wallMs, () -> passedNs);
        assertEquals(wallMs, clock.time());

        passedNs += TimeUnit.MILLISECONDS.toNanos(1500);
        assertEquals(wallMs + 1500, clock.time());
    }

    @Test
    void aHostsClockThatIsSetDoesNotReachIt() {
        final SteadyClock clock = new SteadyClock(() -> wallMs, () -> passedNs);
        final long startMs = wallMs;

        wallMs += TimeUnit.DAYS.toMillis(1);
        assertEquals(startMs, clock.time());
        wallMs -= TimeUnit.DAYS.toMillis(2);
        assertEquals(startMs, clock.time());
    }

    @Test
    void anEmbeddedDriverAndItsClientsTellTimeByIt() {
        assertSame(SteadyClock.INSTANCE, DriverSettings.context("unused", 1).epochClock());
        try (AeronDriver driver = AeronDriver.invoked()) {
            assertSame(SteadyClock.INSTANCE, driver.clientContext().epochClock());
        }
    }

    @Test
    void aClientOfADriverThatRunsByItselfTellsTimeAsThatOneDoes() {
        try (AeronDriver embedded = AeronDriver.invoked();
                AeronDriver external = AeronDriver.external(embedded.directory())) {
            assertNull(external.clientContext().epochClock(), "Aeron's own choice");
        }
    }
}
