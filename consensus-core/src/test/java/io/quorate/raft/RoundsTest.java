package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a round was sent: never later than the truth, and near enough to it. */
class RoundsTest {
    private static final long SPAN = 256_000;
    private static final long SPACING = SPAN / 256;

    @ParameterizedTest
    @ValueSource(longs = {0, 77, Long.MAX_VALUE - SPAN})
    void aTimeIsNeverTooLateAndAtMostOneSpacingTooEarly(final long beganNs) {
        final SplittableRandom random = new SplittableRandom(1);
        final Rounds rounds = new Rounds(SPAN);
        final long[] sentNs = new long[100_000];
        long nowNs = beganNs;
        for (int round = 1; round < sentNs.length; round++) {
            nowNs += random.nextInt(10) == 0 ? random.nextLong(2 * SPACING) : random.nextLong(20);
            rounds.begin(nowNs);
            sentNs[round] = nowNs;
            final int asked = 1 + random.nextInt(round);
            if (rounds.isRemembered(asked)) {
                final long earlierNs = sentNs[asked] - rounds.sentNs(asked);
                assertTrue(earlierNs >= 0 && earlierNs <= SPACING, () -> "by " + earlierNs);
            } else {
                assertTrue(nowNs - sentNs[asked] > 2 * SPAN - 2 * SPACING);
            }
        }
        assertEquals(sentNs.length - 1, rounds.newest());
    }

    @Test
    void howeverManyRoundsAHeartbeatHasTheSpanIsRemembered() {
        final Rounds rounds = new Rounds(SPAN);
        for (int i = 0; i < 10_000_000; i++) {
            rounds.begin(i / 100);
        }
        assertTrue(rounds.isRemembered(1));
        assertEquals(0, rounds.sentNs(1));
        assertEquals(99_000, rounds.sentNs(10_000_000));
    }

    @Test
    void anotherTermRemembersNothingOfTheOneBefore() {
        final Rounds rounds = new Rounds(SPAN);
        rounds.begin(5);
        rounds.clear();
        assertEquals(0, rounds.newest());
        assertFalse(rounds.isRemembered(0));
        rounds.begin(9);
        assertEquals(9, rounds.sentNs(1));
    }
}
