package io.quorate.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TermRunsTest {
    @Test
    void theRunsAnswerAsAListOfAllTermsWould() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 2_000; round++) {
            final long before = random.nextInt(3) * 10L;
            final TermRuns runs = new TermRuns(before, before / 10);
            final List<Long> terms = new ArrayList<>();
            long term = before / 10;
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(6) == 0 && !terms.isEmpty()) {
                    final int cut = random.nextInt(terms.size());
                    terms.subList(cut, terms.size()).clear();
                    runs.truncateFrom(before + 1 + cut);
                }
                term += random.nextInt(4) == 0 ? 1 : 0;
                terms.add(term);
                runs.append(before + terms.size(), term);
                check(runs, terms, before, random);
            }
        }
    }

    private static void check(final TermRuns runs, final List<Long> terms, final long before,
            final SplittableRandom random) {
        final long index = before + random.nextInt(terms.size() + 1);
        assertEquals(termAt(terms, before, index), runs.termAt(index));
        final long term = random.nextInt(12);
        long newest = index;
        while (newest > before && termAt(terms, before, newest) > term) {
            newest--;
        }
        assertEquals(newest, runs.newestAtMost(index, term));
    }

    private static long termAt(final List<Long> terms, final long before, final long index) {
        return index == before ? before / 10 : terms.get((int) (index - before - 1));
    }
}
