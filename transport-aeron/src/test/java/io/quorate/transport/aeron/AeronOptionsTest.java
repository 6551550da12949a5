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
    }

    @Test
    void everyKeyIsHeeded() {
        final AeronOptions options = AeronOptions.parse(Map.of("aeron.threading", "invoker",
                "aeron.idle", "yield", "aeron.mtu", "1408B"));

        assertTrue(options.isInvoked());
        assertInstanceOf(YieldingIdleStrategy.class, options.idleStrategy());
        assertEquals(1_408, options.mtu());
    }

    @Test
    void anUnknownKeyIsRefusedAndTheKnownOnesAreNamed() {
        final String refusal = refusal(Map.of("aeron.dir", "/dev/shm/x"));

        assertTrue(refusal.startsWith("transport.aeron.dir is unknown"), refusal);
        assertTrue(refusal.contains("transport.aeron.directory"), refusal);
    }

    @Test
    void aValueThatIsNoChoiceIsRefusedWithTheChoices() {
        assertEquals("transport.aeron.idle must be one of backoff, yield, spin, not 'lazy'",
                refusal(Map.of("aeron.idle", "lazy")));
    }

    @Test
    void aDatagramOfNoPossibleSizeIsRefused() {
        for (final String size : new String[] {"", "x", "8k", "8192", "8 KiB", "9000B", "224B",
            "64KiB", "999999KiB", "99999999999B", "-8KiB"}) {
            assertEquals("transport.aeron.mtu must be a multiple of 32B from 256B to 65504B, such"
                    + " as 1408B or 8KiB, not '" + size + "'", refusal(Map.of("aeron.mtu", size)));
        }
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
