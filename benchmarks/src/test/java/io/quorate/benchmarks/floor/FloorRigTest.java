package io.quorate.benchmarks.floor;

import static io.quorate.benchmarks.rig.DriverThread.AUTO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.rig.DriverThread;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorRigTest {
    @ParameterizedTest
    @CsvSource({"aeron-udp,2,AUTO", "aeron-udp,4,AUTO", "aeron-ipc,2,AUTO", "aeron-ipc,4,AUTO",
        "aeron-udp,2,OWN", "aeron-udp,4,OWN"})
    void whatIsOfferedIsCountedByTheMajority(final String transport, final int legs,
            final DriverThread driver, @TempDir final Path parent) {
        try (FloorRig rig = new FloorRig(transport, 32, legs, driver, parent)) {
            final ClosedLoop client = new ClosedLoop(rig, 512, 32);   // more than a datagram holds
            client.complete(10_000);
            client.drain();
            assertTrue(client.offered() >= 10_000);
            assertEquals(client.offered(), rig.completed());
        }
    }

    @Test
    void legsAndCommandsThatCannotBeAreRefused(@TempDir final Path parent) {
        assertThrows(IllegalArgumentException.class,
                () -> new FloorRig("aeron-udp", 32, 3, AUTO, parent));
        assertThrows(IllegalArgumentException.class,
                () -> new FloorRig("aeron-udp", 16 << 10, 4, AUTO, parent));
        new FloorRig("aeron-udp", 16 << 10, 2, AUTO, parent).close();
    }
}
