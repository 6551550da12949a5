package io.quorate.benchmarks.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationsTest {
    private byte[] kept;

    @ParameterizedTest
    @ValueSource(strings = {"memory", "mapped"})
    void aCommandAllocatesNothing(final String storage) {
        assertEquals(0, Allocations.perThousand(storage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "mapped"})
    void whatEachNodeAllocatesForACommandIsCountedToTheByte(final String storage) {
        final long header = 16;
        assertEquals(1000 * 3 * (header + 24), Allocations.perThousand(storage,
                (index, command, offset, length, reply) -> {
                    kept = new byte[24];
                    return 0;
                }));
    }
}
