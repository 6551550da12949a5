package io.quorate.benchmarks.floor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.load.ClosedLoop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorRigTest {
    @ParameterizedTest
    @CsvSource({"aeron-udp,2", "aeron-udp,4", "aeron-ipc,2", "aeron-ipc,4"})
    void whatIsOfferedIsCountedByTheMajority(final String transport, final int legs,
            @TempDir final Path parent) {
        try (FloorRig rig = new FloorRig(transport, 32, legs, parent)) {
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
                () -> new FloorRig("aeron-udp", 32, 3, parent));
        assertThrows(IllegalArgumentException.class,
                () -> new FloorRig("aeron-udp", 16 << 10, 4, parent));
        new FloorRig("aeron-udp", 16 << 10, 2, parent).close();
    }
}
