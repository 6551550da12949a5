package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.TransportException;
import java.util.Map;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

class AeronOptionsTest {
    @Test
    void withoutAWordTheDriverIsEmbeddedOnAThreadThatYieldsTheProcessor() {
        final AeronOptions options = AeronOptions.parse(Map.of());

        assertNull(options.directory());
        assertFalse(options.isInvoked());
        assertInstanceOf(BackoffIdleStrategy.class, options.idleStrategy());
        assertEquals(8 << 10, options.mtu());
        assertEquals(16 << 20, options.termLength());
    }

    @Test
    void everyKeyIsHeeded() {
        final AeronOptions options = AeronOptions.parse(Map.of("aeron.threading", "invoker",
                "aeron.idle", "yield", "aeron.mtu", "1408", "aeron.term-length", "64m"));

        assertTrue(options.isInvoked());
        assertInstanceOf(YieldingIdleStrategy.class, options.idleStrategy());
        assertEquals(1_408, options.mtu());
        assertEquals(64 << 20, options.termLength());
    }

    @Test
    void anUnknownKeyIsRefusedAndTheKnownOnesAreNamed() {
        final String refusal = refusal(Map.of("aeron.dir", "/dev/shm/x"));

        assertTrue(refusal.startsWith("transport.aeron.dir is unknown"), refusal);
        assertTrue(refusal.contains("transport.aeron.directory"), refusal);
    }

    @Test
    void aValueOutOfRangeIsRefusedByKeyAndRange() {
        assertEquals("transport.aeron.mtu must be a multiple of 32 from 256 to 65504, not 9000",
                refusal(Map.of("aeron.mtu", "9000")));
        assertEquals("transport.aeron.term-length must be a power of two from 64k to 1g, not 1000",
                refusal(Map.of("aeron.term-length", "1000")));
        assertEquals("transport.aeron.idle must be one of backoff, yield, spin, not 'lazy'",
                refusal(Map.of("aeron.idle", "lazy")));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (final String text : new String[] {"", "x", "8 k", "99999999999", "3g"}) {
            final String refusal = refusal(Map.of("aeron.mtu", text));
            assertTrue(refusal.startsWith("transport.aeron.mtu must be bytes"), refusal);
        }
    }

    @Test
    void datagramsThatNoTermCouldHoldAreRefused() {
        final String refusal = refusal(Map.of("aeron.mtu", "16k", "aeron.term-length", "64k"));

        assertTrue(refusal.contains("at most an eighth"), refusal);
    }

    @Test
    void aDriverElsewhereIsNotToldHowToRun() {
        final String refusal =
                refusal(Map.of("aeron.directory", "/dev/shm/x", "aeron.threading", "invoker"));

        assertTrue(refusal.contains("remove transport.aeron.threading"), refusal);
    }

    private static String refusal(final Map<String, String> options) {
        return assertThrows(TransportException.class, () -> AeronOptions.parse(options))
                .getMessage();
    }
}
