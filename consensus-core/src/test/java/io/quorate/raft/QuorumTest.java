package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
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
