package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbbaOrderTest {
    @Test
    void everySecondRoundIsTheReverseOfTheOneBefore() {
        for (int sides = 2; sides <= 5; sides++) {
            final AbbaOrder order = new AbbaOrder(sides, sides);
            for (int pair = 0; pair < 10; pair++) {
                final List<Integer> first = new ArrayList<>(order.next());
                assertEquals(sides, new HashSet<>(first).size());
                Collections.reverse(first);
                assertEquals(first, order.next());
            }
        }
    }

    @Test
    void theSeedDecidesWhoBegins() {
        final Set<List<Integer>> begun = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(new AbbaOrder(2, seed).next(), new AbbaOrder(2, seed).next());
            begun.add(new AbbaOrder(2, seed).next());
        }
        assertNotEquals(1, begun.size());
    }
}
