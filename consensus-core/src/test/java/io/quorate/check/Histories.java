package io.quorate.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes histories that are linearizable because they come from one machine: each operation takes
 * effect at one instant between its call and its return. Every value is written once.
 */
final class Histories {
    private record Draft(int client, int key, int kind, boolean isUnknown, long callNs,
            long atNs, long returnNs) {
    }

    private final SplittableRandom random;
    private final int keys;
    private final double unknown;
    private long written;

    Histories(final long seed, final int keys, final double unknown) {
        random = new SplittableRandom(seed);
        this.keys = keys;
        this.unknown = unknown;
    }

    /** So many operations of clients that each do one thing at a time. */
    List<Operation<KeyValueCall>> legal(final int operations, final int clients) {
        final List<Draft> drafts = new ArrayList<>();
        final long[] freeNs = new long[clients];
        for (int i = 0; i < operations; i++) {
            final int client = i % clients;
            final long callNs = freeNs[client] + random.nextInt(20);
            final long atNs = callNs + random.nextInt(50);
            final long returnNs = atNs + random.nextInt(50);
            freeNs[client] = returnNs + 1;
            drafts.add(new Draft(client, random.nextInt(keys), random.nextInt(3),
                    random.nextDouble() < unknown, callNs, atNs, returnNs));
        }
        drafts.sort(Comparator.comparingLong(Draft::atNs));
        return perform(drafts);
    }

    private List<Operation<KeyValueCall>> perform(final List<Draft> drafts) {
        final long[] values = new long[keys];
        java.util.Arrays.fill(values, KeyValueCall.ABSENT);
        final List<Operation<KeyValueCall>> operations = new ArrayList<>();
        for (final Draft draft : drafts) {
            final boolean isDone = !draft.isUnknown || random.nextBoolean();
            final KeyValueCall call = isDone ? perform(draft, values)
                    : ask(draft.kind, values[draft.key]);
            operations.add(new Operation<>(draft.client, "k" + draft.key, call, draft.callNs,
                    draft.isUnknown ? Operation.NEVER : draft.returnNs));
        }
        return operations;
    }

    private KeyValueCall ask(final int kind, final long value) {
        return switch (kind) {
            case 0 -> KeyValueCall.get();
            case 1 -> KeyValueCall.put(++written);
            default -> KeyValueCall.cas(
                    random.nextBoolean() ? value : random.nextInt((int) written + 1), ++written);
        };
    }

    private KeyValueCall perform(final Draft draft, final long[] values) {
        final KeyValueCall asked = ask(draft.kind, values[draft.key]);
        final long found = values[draft.key];
        return switch (asked.kind()) {
            case GET -> asked.answered(found);
            case PUT -> {
                values[draft.key] = asked.value();
                yield asked.answered(0);
            }
            case CAS -> {
                values[draft.key] = found == asked.expect() ? asked.value() : found;
                yield asked.answered(found == asked.expect() ? 1 : 0);
            }
        };
    }
}
