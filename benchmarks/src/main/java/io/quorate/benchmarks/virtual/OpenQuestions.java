package io.quorate.benchmarks.virtual;

import static io.quorate.benchmarks.virtual.VirtualSettings.Wire;

import io.quorate.results.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Answers what the Raft thesis leaves open, in virtual time: a table for each question, and what it
 * says in a sentence. Virtual time knows of wires and timeouts; processors, disks and bandwidth
 * cost nothing in it.
 */
public final class OpenQuestions {
    private static final int NODES = 5;
    private static final int MIN_MS = 150;
    private static final int MAX_MS = 300;
    private static final double POINTS = 100;
    private static final int CLIENTS_MAX = 300;       // each of which takes many turns
    private static final int CHANGES_MAX = 300;
    private static final int RETURNS_MAX = 100;

    private final int elections;
    private final Wire lan = Wire.of(0.1);
    private final VirtualSettings calm = VirtualSettings.of(NODES, MIN_MS, MAX_MS, lan);
    private final List<Papers.Row> rows = new ArrayList<>();
    private final Papers papers;

    /**
     * What was found.
     *
     * @param rows    one for each setting
     * @param reading what they say, in a sentence
     */
    public record Reply(List<Papers.Row> rows, String reading) {
    }

    /** Answers from so many elections for each setting; of what takes longer, from fewer. */
    public OpenQuestions(final int elections) {
        this.elections = elections;
        papers = new Papers(elections, rows::add);
    }

    /** The answer to one of them. */
    public Reply reply(final OpenQuestion question) {
        rows.clear();
        final String reading = switch (question) {
            case CLIENTS -> clients();
            case FIRST_COMMIT -> firstCommit();
            case FOLLOWER_FAILURE -> followerFailure();
            case RECONFIGURATION -> reconfiguration();
            case COMPACTION -> compaction();
            case RESTART -> restart();
            case INITIAL_TERMS -> initialTerms();
            case ASYMMETRIC_LATENCY -> vary("5 ms one way, of odd members' words %s times that",
                    times -> Wire.of(5).uneven(times), 1, 4, 10);
            case LOSS -> vary("%s %% of all messages lost", share -> lan.losing(share / POINTS),
                    0, 5, 20, 40);
            case CLOCK_DRIFT -> vary("the slowest and the fastest clock %s %% off",
                    share -> lan.drifting(share / POINTS), 0, 1, 10, 30);
        };
        return new Reply(List.copyOf(rows), reading);
    }

    // ---- 10.4 -----------------------------------------------------------------------------------

    private String clients() {
        final Sample hasty = found(20);
        found(150);
        final Sample patient = found(1000);
        newcomer("a newcomer, by way of any member", true);
        final Sample told = newcomer("a newcomer, told who leads", false);
        return sentence("Nine of ten clients whose leader crashed are answered within %s ms of the"
                + " next one's election if they take 20 ms of silence for a sign, and within %s ms"
                + " if they wait a second: their patience decides; one that never asked before,"
                + " and has to open a session, is answered in %s ms.", hasty.p90(),
                patient.p90(), told.median());
    }

    private Sample found(final int silenceMs) {
        final VirtualClients clients =
                new VirtualClients(calm, VirtualSettings.nanos(silenceMs), true);
        return times("after a crash, asking again after " + silenceMs + " ms", CLIENTS_MAX,
                clients::afterCrash);
    }

    private Sample newcomer(final String name, final boolean isForwarding) {
        final VirtualClients clients =
                new VirtualClients(calm, VirtualSettings.nanos(1000), isForwarding);
        return times(name, CLIENTS_MAX, clients::newcomer);
    }

    private String firstCommit() {
        final Sample near = commit("one way 0.1 ms", calm);
        final Sample far = commit("one way 5 ms",
                VirtualSettings.of(NODES, MIN_MS, MAX_MS, Wire.of(5)));
        return sentence("The entry that opens a term is committed %s ms after another member hears"
                + " the new leader where one way takes 0.1 ms, and %s ms where it takes 5: it"
                + " travels with the leader's first words, and costs their way back.",
                near.median(), far.median());
    }

    private Sample commit(final String name, final VirtualSettings settings) {
        final List<VirtualTrial> trials = VirtualElections.run(settings, elections).stream()
                .map(trial -> new VirtualTrial(trial.establishNs(), 0, 0, 0, 0, trial.rounds(), 0))
                .toList();
        return told("once the leader is heard, " + name, Sample.of(trials));
    }

    private String followerFailure() {
        final Sample none = papers.row("all others are up", calm);
        final Sample one = papers.row("one more is down", calm.dead(1));
        return sentence("With one of four survivors down as well an election takes %s ms where it"
                + " took %s: fewer draw a timeout, so the shortest of them is longer.",
                one.median(), none.median());
    }

    private String reconfiguration() {
        change(VirtualChanges.Replaced.A_FOLLOWER, "a follower replaced");
        final Sample leader = change(VirtualChanges.Replaced.THE_LEADER, "the leader replaced");
        final Sample all = change(VirtualChanges.Replaced.ALL, "all five replaced");
        return sentence("Commits go on: the widest gap is %s ms while the leader itself gives way"
                + " and %s ms while all members do, at a command each quarter of a millisecond;"
                + " nobody waits for an election timeout, as the office is handed over.",
                leader.median(), all.median());
    }

    /** Two rows: the change, and the widest gap between commits, which is what is returned. */
    private Sample change(final VirtualChanges.Replaced replaced, final String name) {
        final VirtualChanges changes = new VirtualChanges(calm);
        final int n = Math.min(elections, CHANGES_MAX);
        final double[] changeMs = new double[n];
        final double[] gapMs = new double[n];
        for (int i = 0; i < n; i++) {
            changes.next(replaced);
            changeMs[i] = changes.changeNs() / 1e6;
            gapMs[i] = changes.gapNs() / 1e6;
        }
        told(name + ": until it is agreed on", Sample.ofTimes(changeMs));
        return told(name + ": widest gap of commits", Sample.ofTimes(gapMs));
    }

    private String compaction() {
        returns("1,000 entries, by log", 1000, 0);
        final Sample log = returns("10,000 entries, by log", 10_000, 0);
        final Sample snapshot = returns("10,000 entries, by a snapshot of 4 MiB", 10_000, 4 << 20);
        final Sample fast = times("the same, heartbeats of 10 ms for " + MIN_MS / 2, RETURNS_MAX,
                returning(calm.heartbeatMs(10), 10_000, 4 << 20));
        return sentence("A member that lacks 10,000 entries is back in %s ms by its leader's log,"
                + " and in %s ms by a snapshot of 4 MiB in their place; with heartbeats of 10 ms"
                + " that is %s ms. Disks and bandwidth are free here: --real counts them.",
                log.median(), snapshot.median(), fast.median());
    }

    private Sample returns(final String name, final int commands, final int stateBytes) {
        return times(name, RETURNS_MAX, returning(calm, commands, stateBytes));
    }

    private static LongSupplier returning(final VirtualSettings settings, final int commands,
            final int stateBytes) {
        final VirtualReturns returns = new VirtualReturns(settings, stateBytes);
        return () -> returns.next(commands, stateBytes > 0);
    }

    private String restart() {
        final Sample all = restarted("all members at once", 0);
        return sentence("A stopped cluster has a leader again %s ms after all its members are"
                + " back, 99 times of 100 within %s ms: the shortest of five timeouts, from the"
                + " moment of the start.", all.median(), all.p99());
    }

    // ---- 9.7 ------------------------------------------------------------------------------------

    private String initialTerms() {
        final Sample equal = restarted("all remember one term", 0);
        final Sample near = restarted("terms up to 10 apart", 10);
        final Sample apart = restarted("terms up to 1,000 apart", 1000);
        return sentence("Members whose terms are up to 10 apart have a leader in %s ms where equal"
                + " ones have it in %s; up to 1,000 apart it takes %s ms, and %s %% of elections"
                + " are over in one round beyond the newest term.", near.median(),
                equal.median(), apart.median(), POINTS * apart.firstRound());
    }

    private Sample restarted(final String name, final int apart) {
        final VirtualElections all = new VirtualElections(calm);
        final List<VirtualTrial> trials = new ArrayList<>();
        for (int i = 0; i < elections; i++) {
            trials.add(all.restartAll(apart));
        }
        return told(name, Sample.of(trials));
    }

    private String vary(final String name, final IntFunction<Wire> wire, final int... values) {
        final List<Sample> found = new ArrayList<>();
        for (final int value : values) {
            found.add(papers.row(String.format(Locale.ROOT, name, value),
                    VirtualSettings.of(NODES, MIN_MS, MAX_MS, wire.apply(value))));
        }
        final Sample first = found.get(0);
        final Sample last = found.get(found.size() - 1);
        return sentence("From the first of these rows to the last the median goes from %s to %s"
                + " ms, the p99 from %s to %s ms, and the share of elections of one round from %s"
                + " to %s %%.", first.median(), last.median(), first.p99(), last.p99(),
                POINTS * first.firstRound(), POINTS * last.firstRound());
    }

    private Sample times(final String name, final int most, final LongSupplier nanos) {
        final double[] ms = new double[Math.min(elections, most)];
        for (int i = 0; i < ms.length; i++) {
            ms[i] = nanos.getAsLong() / 1e6;
        }
        return told(name, Sample.ofTimes(ms));
    }

    private Sample told(final String name, final Sample sample) {
        rows.add(new Papers.Row(name, sample, Double.NaN));
        return sample;
    }

    private static String sentence(final String pattern, final double... figures) {
        final Object[] words = new Object[figures.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = figures[i] == Math.rint(figures[i]) ? Long.toString((long) figures[i])
                    : Figures.of(figures[i]);
        }
        return String.format(Locale.ROOT, pattern, words);
    }
}
