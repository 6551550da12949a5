package io.quorate.peers.microraft;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs so many times as fast as the real one. */
final class FastClock extends Clock {
    private final Clock real = Clock.systemUTC();
    private final long startMs = real.millis();
    private final int speed;

    FastClock(final int speed) {
        this.speed = speed;
    }

    @Override
    public long millis() {
        return startMs + (real.millis() - startMs) * speed;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(final ZoneId zone) {
        return this;
    }
}
