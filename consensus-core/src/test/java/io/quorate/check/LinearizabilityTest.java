package io.quorate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
    private static final long STEPS_MAX = 50_000_000;
    private static final KeyValueModel MODEL = new KeyValueModel();
    private static final long STEPS = 1_000_000;

    private static Verdict check(final List<Operation<KeyValueCall>> operations) {
        return Linearizability.check(operations, MODEL, STEPS);
    }

    @Test
    void tenThousandLegalHistoriesAreLinearizable() {
        for (int seed = 1; seed <= 10_000; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<Operation<KeyValueCall>> legal = new Histories(seed, 1 + seed % 3,
                    seed % 5 * 0.1).legal(1 + random.nextInt(60), 1 + random.nextInt(8));
            final Verdict verdict = check(legal);
            assertTrue(verdict.isLinearizable(), "seed " + seed + ": " + verdict);
        }
    }

    @Test
    void theOrderInWhichThingsHappenedExplainsThem() {
        for (int seed = 1; seed <= 1_000; seed++) {
            final List<Operation<KeyValueCall>> legal = new Histories(seed, 2, 0).legal(40, 4);
            assertTrue(Order.explains(legal, MODEL), "seed " + seed);
            assertFalse(Mutation.PHANTOM.strike(legal) && Order.explains(legal, MODEL));
        }
    }

    @Test
    void anOrderThatTurnsTimeBackExplainsNothing() {
        final Operation<KeyValueCall> first =
                new Operation<>(1, "a", KeyValueCall.put(1), 10, 20);
        final Operation<KeyValueCall> second =
                new Operation<>(2, "a", KeyValueCall.put(2), 21, 30);
        final Operation<KeyValueCall> beside =
                new Operation<>(3, "a", KeyValueCall.put(3), 20, 40);
        assertTrue(Order.explains(List.of(beside, first, second), MODEL));
        assertFalse(Order.explains(List.of(second, first), MODEL));
    }

    @Test
    void tenThousandIllegalHistoriesAreNot() {
        final List<Mutation> mutations = List.of(Mutation.values());
        int struck = 0;
        for (int seed = 1; struck < 10_000; seed++) {
            final List<Operation<KeyValueCall>> history =
                    new Histories(seed, 2, seed % 4 * 0.1).legal(40, 1 + seed % 8);
            final Mutation mutation = mutations.get(seed % mutations.size());
            if (mutation.strike(history)) {
                struck++;
                final Verdict verdict = check(history);
                assertEquals(Verdict.Result.VIOLATION, verdict.result(),
                        "seed " + seed + ", " + mutation);
            }
        }
    }

    @Test
    void itAgreesWithBruteForceOnUpToSevenOperations() {
        int illegal = 0;
        for (int seed = 1; seed <= 20_000; seed++) {
            final List<Operation<KeyValueCall>> history = anything(seed);
            final boolean isLegal =
                    BruteForce.isLinearizable(history, MODEL, MODEL.initial());
            illegal += isLegal ? 0 : 1;
            assertEquals(isLegal, check(history).isLinearizable(), "seed " + seed + history);
        }
        assertTrue(illegal > 4_000 && illegal < 16_000, illegal + " of 20,000 are illegal");
    }

    /** Up to seven operations on three values, with answers as chance will have them. */
    private static List<Operation<KeyValueCall>> anything(final int seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Operation<KeyValueCall>> history = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            final KeyValueCall call = switch (random.nextInt(3)) {
                case 0 -> KeyValueCall.get().answered(value(random));
                case 1 -> KeyValueCall.put(random.nextInt(3)).answered(0);
                default -> KeyValueCall.cas(value(random), random.nextInt(3))
                        .answered(random.nextInt(2));
            };
            final long callNs = random.nextInt(30);
            history.add(new Operation<>(i, "k", call, callNs, random.nextInt(4) == 0
                    ? Operation.NEVER : callNs + random.nextInt(15)));
        }
        return history;
    }

    private static long value(final SplittableRandom random) {
        final int value = random.nextInt(4);
        return value == 3 ? KeyValueCall.ABSENT : value;
    }

    @Test
    void fiftyThousandOperationsOfEightClientsAreCheckedInFewSteps() {
        for (final double unknown : new double[] {0, 0.001, 0.02}) {
            final List<Operation<KeyValueCall>> history =
                    new Histories(7, 5, unknown).legal(50_000, 8);
            assertEquals(Verdict.Result.LINEARIZABLE, checkAndTell(history, unknown));
            makeALateGetStale(history);
            assertEquals(Verdict.Result.VIOLATION, checkAndTell(history, unknown));
        }
    }

    private static Verdict.Result checkAndTell(final List<Operation<KeyValueCall>> history,
            final double unknown) {
        final Verdict verdict = Linearizability.check(history, MODEL, STEPS_MAX);
        System.out.printf("50,000 operations, %.1f %% unknown: %s, %,d steps%n", unknown * 100,
                verdict.result(), verdict.steps());
        return verdict.result();
    }

    private static void makeALateGetStale(final List<Operation<KeyValueCall>> history) {
        for (int i = history.size() * 3 / 4; true; i++) {
            final Operation<KeyValueCall> get = history.get(i);
            if (get.isAnswered() && get.call().kind() == KeyValueCall.Kind.GET) {
                final long first = history.stream().filter(each -> each.key().equals(get.key())
                        && each.call().kind() == KeyValueCall.Kind.PUT).findFirst().orElseThrow()
                        .call().value();
                history.set(i, new Operation<>(get.client(), get.key(),
                        get.call().answered(first), get.callNs(), get.returnNs()));
                return;
            }
        }
    }

    @Test
    void runningOutOfStepsIsNoPass() {
        final List<Operation<KeyValueCall>> history = new Histories(1, 1, 0).legal(100, 4);
        final Verdict verdict = Linearizability.check(history, MODEL, 50);
        assertEquals(Verdict.Result.UNDECIDED, verdict.result());
        assertEquals("undecided: key k0 was given up after 50 steps", verdict.toString());
    }

    @Test
    void aViolationIsToldByTheFewOperationsThatShowIt() {
        final History<KeyValueCall> history = new History<>();
        for (int i = 1; i <= 100; i++) {
            final int put = history.called(1, "a", KeyValueCall.put(i), i * 1_000_000L);
            history.answered(put, KeyValueCall.put(i), i * 1_000_000L + 500_000);
        }
        final int stale = history.called(2, "a", KeyValueCall.get(), 101_000_000);
        history.answered(stale, KeyValueCall.get().answered(99), 102_000_000);
        final int later = history.called(2, "a", KeyValueCall.get(), 103_000_000);
        history.answered(later, KeyValueCall.get().answered(100), 104_000_000);
        final Verdict verdict = check(history.operations());
        assertEquals("a", verdict.key());
        assertEquals(List.of("  100.000000 ..   100.500000 ms  client 1  a put 100",
                "  101.000000 ..   102.000000 ms  client 2  a get -> 99"), verdict.excerpt());
    }

    @Test
    void whatWasRefusedIsLeftOutAndWhatWasNeverAnsweredIsUnknown() {
        final History<KeyValueCall> history = new History<>();
        final int refused = history.called(1, "a", KeyValueCall.put(1), 10);
        history.refused(refused);
        history.called(2, "a", KeyValueCall.put(2), 20);
        final int get = history.called(3, "a", KeyValueCall.get(), 30);
        history.answered(get, KeyValueCall.get().answered(2), 40);
        assertEquals(2, history.operations().size());
        assertTrue(check(history.operations()).isLinearizable());
        final int bad = history.called(3, "a", KeyValueCall.get(), 50);
        history.answered(bad, KeyValueCall.get().answered(1), 60);
        assertEquals(Verdict.Result.VIOLATION, check(history.operations()).result());
    }

    @Test
    void eventsAtOneInstantKeepTheOrderInWhichTheyWereTold() {
        final History<KeyValueCall> history = new History<>();
        final int put = history.called(1, "a", KeyValueCall.put(1), 10);
        history.answered(put, KeyValueCall.put(1), 10);
        final int get = history.called(2, "a", KeyValueCall.get(), 10);
        history.answered(get, KeyValueCall.get().answered(KeyValueCall.ABSENT), 10);
        assertEquals(Verdict.Result.VIOLATION, check(history.operations()).result());
    }
}
