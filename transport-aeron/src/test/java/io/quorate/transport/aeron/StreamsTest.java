package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final int LAST_LIFE = (1 << 26) - 1;

    @Test
    void noTwoStreamsOfManyClustersAreTheSame() {
        final Set<Integer> seen = new HashSet<>();
        for (long clusterId = 1; clusterId <= 20; clusterId++) {
            for (int from = 1; from <= 7; from++) {
                for (int to = 1; to <= 7; to++) {
                    seen.add(Streams.streamId(clusterId, from, to, Streams.CONTROL));
                    seen.add(Streams.streamId(clusterId, from, to, Streams.BULK));
                }
            }
        }
        assertEquals(20 * 7 * 7 * 2, seen.size());
    }

    @Test
    void livesOfOneProcessAreAllDifferentHoweverShortAndInOrder() {
        int life = Streams.newLife();
        for (int i = 0; i < 1_000; i++) {
            final int next = Streams.newLife();
            assertNotEquals(life, next);
            assertTrue(Streams.isOlder(Streams.sessionId(life, 0), Streams.sessionId(next, 0)));
            life = next;
        }
    }

    @Test
    void aLaterCallIsNewerAndBelongsToTheSameLife() {
        final int first = Streams.sessionId(12_345, 0);
        final int second = Streams.sessionId(12_345, 1);

        assertTrue(Streams.isOlder(first, second));
        assertFalse(Streams.isOlder(second, first));
        assertFalse(Streams.isOlder(first, first));
        assertEquals(12_345, Streams.life(first));
        assertEquals(12_345, Streams.life(second));
    }

    @Test
    void theOrderSurvivesTheWrap() {
        final int last = Streams.sessionId(LAST_LIFE, 0);
        final int next = Streams.sessionId(0, 0);

        assertEquals(LAST_LIFE, Streams.life(last));
        assertTrue(Streams.isOlder(last, next));
        assertFalse(Streams.isOlder(next, last));
    }

    @Test
    void aLifeOfAnotherDayIsNotTakenForOlder() {
        final int day = 24 * 3_600 * 1_000 / 8;

        assertFalse(Streams.isOlder(Streams.sessionId(0, 0), Streams.sessionId(day, 0)));
        assertFalse(Streams.isOlder(Streams.sessionId(day, 0), Streams.sessionId(0, 0)));
    }
}
