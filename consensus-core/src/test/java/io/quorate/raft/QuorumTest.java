package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    private static final int VOTERS = 6;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7               | 7
            3 9             | 3
            5 5 1           | 5
            1 2 3           | 2
            0 0 12          | 0
            4 3 2 1         | 2
            9 9 1 1 8       | 8
            1 2 3 4 5 6 7   | 4
            -5 -3 -1        | -3
            """)
    void aPositionIsReachedWhenAMajorityIsThere(final String positions, final long reached) {
        final long[] given = Arrays.stream(positions.split(" ")).mapToLong(Long::parseLong)
                .toArray();
        assertEquals(reached, of(given.length).reached(given));
    }

    @Test
    void theFastAnswerIsTheNaiveOne() {
        final SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 100_000; round++) {
            final long[] positions = random.longs(1 + random.nextInt(9), 0, 12).toArray();
            assertEquals(naive(positions), of(positions.length).reached(positions),
                    () -> Arrays.toString(positions));
        }
    }

    /** S-38 to S-41: commit and vote, for every pair of halves of up to 5 + 5 of 6 voters. */
    @Test
    void aJointQuorumIsAMajorityOfEachHalf() {
        final SplittableRandom random = new SplittableRandom(43);
        for (int before = 1; before < 1 << VOTERS; before++) {
            for (int after = 1; after < 1 << VOTERS; after++) {
                if (Integer.bitCount(before) <= 5 && Integer.bitCount(after) <= 5) {
                    final Quorum quorum = new Quorum(slots(before), slots(after));
                    for (int round = 0; round < 20; round++) {
                        final long[] positions = random.longs(VOTERS, -1, 4).toArray();
                        assertEquals(Math.min(naive(before, positions), naive(after, positions)),
                                quorum.reached(positions));
                    }
                }
            }
        }
    }

    @Test
    void noTwoJointQuorumsAreDisjointNorIsOneFromAQuorumOfEitherHalf() {
        for (int before = 1; before < 1 << 5; before++) {
            for (int after = 1; after < 1 << 5; after++) {
                final Quorum joint = new Quorum(slots(before), slots(after));
                final Quorum left = new Quorum(slots(after), slots(after));
                final Quorum old = new Quorum(slots(before), slots(before));
                for (int some = 0; some < 1 << 5; some++) {
                    if (isQuorum(joint, some)) {
                        final int others = ~some & (1 << 5) - 1;
                        assertFalse(isQuorum(joint, others) || isQuorum(left, others)
                                || isQuorum(old, others));
                    }
                }
            }
        }
    }

    private static boolean isQuorum(final Quorum quorum, final int members) {
        final long[] votes = new long[VOTERS];
        Arrays.setAll(votes, slot -> members >> slot & 1);
        return quorum.reached(votes) == 1;
    }

    private static int[] slots(final int mask) {
        return IntStream.range(0, VOTERS).filter(slot -> (mask >> slot & 1) != 0).toArray();
    }

    private static long naive(final int mask, final long[] positions) {
        return naive(Arrays.stream(slots(mask)).mapToLong(slot -> positions[slot]).toArray());
    }

    private static Quorum of(final int voters) {
        final int[] slots = IntStream.range(0, voters).toArray();
        return new Quorum(slots, slots);
    }

    private static long naive(final long[] positions) {
        return Arrays.stream(positions)
                .filter(p -> Arrays.stream(positions).filter(q -> q >= p).count()
                        > positions.length / 2)
                .max().orElseThrow();
    }
}
