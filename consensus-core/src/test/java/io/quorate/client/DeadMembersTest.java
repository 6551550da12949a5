package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long who rests, in virtual time. */
class DeadMembersTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long MAX = Duration.ofMinutes(30).toNanos();
    private static final long NOW = Long.MAX_VALUE - 2 * MINUTE;     // nanoTime may wrap

    private final DeadMembers dead = new DeadMembers(new int[] {1, 2, 3}, MINUTE, MAX);

    @ParameterizedTest
    @CsvSource({
        "1,  60.000", "2,  84.852", "3, 120.000", "4, 169.705", "5, 240.000", "6, 339.411",
        "7, 480.000", "8, 678.822", "9, 960.000", "10, 1357.645", "11, 1800.000", "30, 1800.000"})
    void aMemberRestsLongerWithEachFailureInARow(final int failures, final double seconds) {
        for (int i = 0; i < failures; i++) {
            dead.failed(2, NOW);
        }
        final long restNs = (long) (seconds * 1e9);
        assertTrue(dead.isDead(2, NOW + restNs - 1_000_000));
        assertFalse(dead.isDead(2, NOW + restNs + 1_000_000));
    }

    @Test
    void anAnswerBringsAMemberBackAndItsFailuresAreForgotten() {
        dead.failed(2, NOW);
        dead.failed(2, NOW);
        dead.answered(2);
        assertFalse(dead.isDead(2, NOW));
        dead.failed(2, NOW);
        assertFalse(dead.isDead(2, NOW + MINUTE));
    }

    @Test
    void aFailureIsFreshForAWhileAndNotForAllOfTheRest() {
        assertFalse(dead.hasJustFailed(2, NOW, 5));
        dead.failed(2, NOW);
        assertTrue(dead.hasJustFailed(2, NOW + 4, 5));
        assertFalse(dead.hasJustFailed(2, NOW + 5, 5));
        assertTrue(dead.isDead(2, NOW + 5));
        assertFalse(dead.hasJustFailed(3, NOW, 5));
    }

    @Test
    void whoIsAskedRotatesOverThoseThatLive() {
        assertEquals(1, dead.after(0, NOW));
        assertEquals(2, dead.after(1, NOW));
        assertEquals(1, dead.after(3, NOW));
        dead.failed(2, NOW);
        assertEquals(3, dead.after(1, NOW));
        assertEquals(2, dead.after(1, NOW + MINUTE));
    }

    @Test
    void whoRefusesAndIsTheLastThatLivesIsNotAskedAgainBeforeThoseThatRest() {
        assertEquals(2, dead.afterRefusal(1, NOW));
        dead.failed(2, NOW);
        assertEquals(3, dead.afterRefusal(1, NOW));
        dead.failed(3, NOW - 7);
        assertEquals(3, dead.afterRefusal(1, NOW));
        assertEquals(1, dead.after(3, NOW));

        assertEquals(9, new DeadMembers(new int[] {9}, MINUTE, MAX).afterRefusal(9, NOW));
    }

    @Test
    void ifAllRestTheOneThatRestsLeastIsAsked() {
        dead.failed(1, NOW);
        dead.failed(2, NOW - 7);
        dead.failed(3, NOW);
        assertEquals(2, dead.after(2, NOW + 1));
        assertEquals(2, dead.after(3, NOW + 1));
    }
}
