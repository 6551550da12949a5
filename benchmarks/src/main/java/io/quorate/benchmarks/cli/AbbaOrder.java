package io.quorate.benchmarks.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * In which order the sides of a comparison run: one fork of each in a round, every second round in
 * the reverse of the one before (A B, B A), so that a drift of the machine falls on all alike.
 */
public final class AbbaOrder {
    private final int sides;
    private final Random random;
    private List<Integer> last;

    /** So many sides; the seed decides who goes first. */
    public AbbaOrder(final int sides, final long seed) {
        this.sides = sides;
        random = new Random(new SplittableRandom(seed).nextLong());  // mixes small seeds
    }

    /** The sides of the next round, from 0. */
    public List<Integer> next() {
        final List<Integer> round = new ArrayList<>();
        if (last == null) {
            for (int i = 0; i < sides; i++) {
                round.add(i);
            }
            Collections.shuffle(round, random);
            last = round;
            return List.copyOf(round);
        }
        round.addAll(last);
        Collections.reverse(round);
        last = null;
        return List.copyOf(round);
    }
}
