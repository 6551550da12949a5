package io.quorate.benchmarks.history;

import io.quorate.check.KeyValueCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What all clients of a run have to do, and what they have done so far. */
final class Workbook {
    private static final int KEYS = 5;

    private final int operations;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private int begun;

    Workbook(final int operations) {
        this.operations = operations;
    }

    /** All there is to do has been begun. */
    boolean isFull() {
        return begun == operations;
    }

    boolean isDone() {
        return lines.size() == operations;
    }

    int done() {
        return lines.size();
    }

    String anyKey(final SplittableRandom random) {
        return "k" + random.nextInt(KEYS);
    }

    /** The next operation; each value is written by one operation only. */
    KeyValueCall next(final SplittableRandom random, final String key) {
        begun++;
        return switch (random.nextInt(3)) {
            case 0 -> KeyValueCall.get();
            case 1 -> KeyValueCall.put(begun);
            default -> KeyValueCall.cas(random.nextInt(10) > 0
                    ? seen.getOrDefault(key, KeyValueCall.ABSENT)
                    : 1 + random.nextInt(begun), begun);
        };
    }

    /** A key was seen to have that value. */
    void seen(final String key, final long value) {
        seen.put(key, value);
    }

    void add(final Line line) {
        lines.add(line);
    }

    /** By call, with times from the first on. */
    List<Line> lines() {
        final List<Line> byCall = new ArrayList<>(lines);
        byCall.sort(Comparator.comparingLong(line -> line.operation().callNs()));
        return byCall;
    }
}
