package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.Mark.Kind;
import io.quorate.benchmarks.rig.Mark;
import io.quorate.results.Measure;
import io.quorate.results.Trial;
import java.util.List;
import java.util.function.Predicate;

/**
 * The moments of one election, found in what happened to the members after the fault.
 * <pre>
 *   t0 fault ── t2 suspected ── t3 stood ── t4 elected ── t5 heard ── t6 established ── t7 client
 *   t1 last heard: most often before the fault
 * </pre>
 * Times are of {@code System.nanoTime}. Members with threads of their own mark their moments a
 * little after they happened, each for itself; a cause is never put after its effect. An office
 * that was handed over nobody suspected: all until the candidacy is detection then.
 *
 * @param lastHeardNs when the winner last heard the leader that it succeeds, or {@link #UNHEARD}
 * @param rounds      how often any member stood, the winner's last time included
 */
public record Phases(long faultNs, long lastHeardNs, long suspectedNs, long stoodNs,
        long electedNs, long heardNs, long establishedNs, int rounds) {
    /** There was no leader, or it is the winner itself, or nobody has noted its last word. */
    static final long UNHEARD = Long.MIN_VALUE;

    /**
     * The election that was won last before the end.
     *
     * @param marks every mark since the fault, in order
     * @param endNs no moment was later: when the client saw it, or when the election was over
     * @throws IllegalStateException if the marks tell of no election
     */
    public static Phases of(final List<Mark> marks, final long faultNs, final long endNs) {
        final Mark elected = last(marks,
                mark -> mark.kind() == Kind.ELECTED && mark.atNs() - endNs <= 0);
        final Predicate<Mark> isWinners = mark -> mark.member() == elected.member()
                && mark.term() == elected.term();
        final long established = Math.min(endNs, first(marks,
                isWinners.and(mark -> mark.kind() == Kind.ESTABLISHED)).atNs());
        final long heard = Math.min(established, first(marks,
                mark -> mark.kind() == Kind.HEARS_LEADER && mark.term() == elected.term()
                        && mark.leader() == elected.member()).atNs());
        final long won = Math.min(heard, elected.atNs());
        final long stood = Math.min(won, first(marks,
                isWinners.and(mark -> mark.kind() == Kind.STANDS)).atNs());
        final long suspected = Math.min(stood, marks.stream()
                .filter(mark -> mark.kind() == Kind.SUSPECTS).mapToLong(Mark::atNs).findFirst()
                .orElse(stood));
        final long rounds = marks.stream().filter(mark -> mark.kind() == Kind.STANDS
                && mark.term() <= elected.term()).count();
        return new Phases(faultNs, lastHeard(marks, elected.member()), suspected, stood, won,
                heard, established, (int) rounds);
    }

    /**
     * Of the leader that there was at the fault, which is the one of the oldest term that anybody
     * has lost since: the winner may have followed others before it stood.
     */
    private static long lastHeard(final List<Mark> marks, final int winner) {
        final List<Mark> words =
                marks.stream().filter(mark -> mark.kind() == Kind.LAST_HEARD).toList();
        final long term = words.stream().mapToLong(Mark::term).min().orElse(0);
        return words.stream().filter(mark -> mark.member() == winner && mark.term() == term)
                .mapToLong(Mark::atNs).reduce((earlier, later) -> later).orElse(UNHEARD);
    }

    /** Whether such marks tell of an election, as a whole, that was won before the end. */
    public static boolean areWhole(final List<Mark> marks, final long endNs) {
        final Mark elected = marks.stream().filter(mark -> mark.kind() == Kind.ELECTED
                && mark.atNs() - endNs <= 0).reduce((earlier, later) -> later).orElse(null);
        return elected != null && List.of(Kind.STANDS, Kind.ESTABLISHED, Kind.HEARS_LEADER)
                .stream().allMatch(kind -> marks.stream().anyMatch(mark -> mark.kind() == kind
                        && mark.term() == elected.term() && elected.member()
                                == (kind == Kind.HEARS_LEADER ? mark.leader() : mark.member())));
    }

    private static Mark first(final List<Mark> marks, final Predicate<Mark> wanted) {
        return marks.stream().filter(wanted).findFirst().orElseThrow(() -> missing(marks));
    }

    private static Mark last(final List<Mark> marks, final Predicate<Mark> wanted) {
        return marks.stream().filter(wanted).reduce((earlier, later) -> later)
                .orElseThrow(() -> missing(marks));
    }

    private static IllegalStateException missing(final List<Mark> marks) {
        return new IllegalStateException("no whole election since the fault: " + marks);
    }

    /** The trial with all that is known of the election. */
    public Trial addTo(final Trial trial) {
        final Trial told = lastHeardNs == UNHEARD ? trial
                : trial.with(Measure.LAST_HEARD_NS, lastHeardNs - faultNs);
        return told.with(Measure.ELECTION_NS, heardNs - faultNs)
                .with(Measure.DETECT_NS, suspectedNs - faultNs)
                .with(Measure.STAND_NS, stoodNs - suspectedNs)
                .with(Measure.VOTE_NS, electedNs - stoodNs)
                .with(Measure.ANNOUNCE_NS, heardNs - electedNs)
                .with(Measure.ESTABLISH_NS, establishedNs - heardNs)
                .with(Measure.ROUNDS, rounds);
    }
}
