package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private final Witness one = new Witness(1);
    private final Witness two = new Witness(2);

    @Test
    void equalHistoriesAgreeEvenIfOneIsBehind() {
        apply(one, 2, 10);
        apply(one, 3, 11);
        apply(one, 5, 12);
        apply(two, 2, 10);
        apply(two, 3, 11);

        assertDoesNotThrow(() -> one.requireAgrees(two));
        assertDoesNotThrow(() -> two.requireAgrees(one));
        assertEquals(3, one.applied());
    }

    @Test
    void anotherCommandAnywhereBeforeIsADifference() {
        apply(one, 1, 10);
        apply(two, 1, 99);
        apply(one, 2, 11);
        apply(two, 2, 11);

        assertThrows(SafetyViolation.class, () -> one.requireAgrees(two));
    }

    @Test
    void theSameCommandsAtOtherIndexesAreADifference() {
        apply(one, 1, 10);
        apply(two, 2, 10);
        apply(one, 3, 11);
        apply(two, 3, 11);

        assertThrows(SafetyViolation.class, () -> one.requireAgrees(two));
    }

    @Test
    void whatIsFedAgainCountsOnceAndMustBeTheSame() {
        apply(one, 1, 10);
        apply(one, 2, 11);
        apply(one, 1, 10);
        apply(one, 2, 11);

        assertEquals(2, one.applied());
        assertThrows(SafetyViolation.class, () -> apply(one, 2, 12));
    }

    @Test
    void anAcknowledgedCommandIsFoundWhereItWasAcknowledged() {
        apply(one, 4, 10);

        assertDoesNotThrow(() -> one.requireHolds(4, 10));
        assertThrows(SafetyViolation.class, () -> one.requireHolds(4, 11));
        assertThrows(SafetyViolation.class, () -> one.requireHolds(3, 10));
        assertThrows(SafetyViolation.class, () -> one.requireHolds(5, 10));
    }

    private static void apply(final Witness witness, final long index, final long number) {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[16]);
        command.putLong(8, number);
        witness.apply(index, command, 8, 8, new UnsafeBuffer(new byte[0]));
    }
}
