package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.rig.Mark;
import java.util.ArrayList;
import java.util.List;

/** When members heard a leader for the last time whom they have lost since, as they publish it. */
final class LastWords {
    private record Word(long lostNs, Mark mark) {
    }

    private final Ground ground;
    private final List<Word> words = new ArrayList<>();
    private final int[] leaders;
    private final long[] terms;
    private final long[] heardNs;                        // by the member's clock; 0 is never

    LastWords(final Ground ground, final int members) {
        this.ground = ground;
        leaders = new int[members + 1];
        terms = new long[members + 1];
        heardNs = new long[members + 1];
    }

    /** From now on. */
    void start() {
        words.clear();
    }

    /** What a member publishes; one that is not there has no leader, and has heard none. */
    void see(final int id, final int leader, final long term, final long nowHeardNs) {
        final boolean isLost = leaders[id] != 0 && leaders[id] != id
                && (leader != leaders[id] || term != terms[id]);
        final boolean isAnotherHeard = leader != 0 && leader != id;
        final long lastNs = isAnotherHeard ? heardNs[id] : nowHeardNs;
        if (isLost && lastNs != 0) {
            words.add(new Word(ground.nowNs(), new Mark(lastNs - ground.aheadNs(id),
                    Mark.Kind.LAST_HEARD, id, terms[id], leaders[id])));
        }
        leaders[id] = leader;
        terms[id] = term;
        heardNs[id] = nowHeardNs;
    }

    /** The last words of those who were lost since then. */
    List<Mark> since(final long fromNs) {
        return words.stream().filter(word -> word.lostNs - fromNs >= 0).map(Word::mark).toList();
    }
}
