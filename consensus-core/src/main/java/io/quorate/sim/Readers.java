package io.quorate.sim;

import io.quorate.node.Answer;
import io.quorate.node.AnswerHandler;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Clients that read, at every level and from any member, and how far what they see must reach. A
 * linearizable read, by lease or not, sees all that was answered or read before it began; a bounded
 * one all that was answered longer ago than its bound; a local one never less than the one before.
 */
final class Readers {
    private static final DirectBuffer NO_QUERY = new UnsafeBuffer(0, 0);
    private static final ReadLevel[] LEVELS = ReadLevel.values();
    private static final double CLOCKS_DIFFER = 1.05;    // by less, in their rates

    /** A read, and the entry that it must see. */
    private record Open(ReadLevel level, long mustSee) {
    }

    /** What was the newest answered entry from then on. */
    private record Answered(long sinceNs, long index) {
    }

    private final World world;
    private final Chance chance;
    private final AnswerSheet answers;
    private final Plant plant;
    private final long boundNs;
    private final Map<Long, Open> open = new HashMap<>();
    private final Deque<Answered> history = new ArrayDeque<>();
    private final long[] seenLocally;                    // by id, in this life
    private final int[] lives;
    private long newestSeen;
    private long number;
    private long checked;
    private boolean isOver;

    Readers(final World world, final Chance chance, final AnswerSheet answers,
            final Plant plant) {
        this.world = world;
        this.plant = plant;
        this.chance = chance;
        this.answers = answers;
        final Conditions.Cluster cluster = world.conditions.cluster();
        boundNs = (long) (stalenessNs(cluster) * CLOCKS_DIFFER) + cluster.electionNsMin();
        seenLocally = new long[cluster.nodes() + 1];
        lives = new int[cluster.nodes() + 1];
    }

    /** How old the state may be that a bounded read sees. */
    static long stalenessNs(final Conditions.Cluster cluster) {
        return cluster.electionNsMax();
    }

    void begin() {
        world.time.after(chance.about(world.conditions.load().meanNs()), this::come);
    }

    void end() {
        isOver = true;
    }

    private void come() {
        if (isOver) {
            return;
        }
        final SimulatedNode node = world.nodes.get(chance.below(world.nodes.size()));
        if (node.isUp()) {
            for (int i = chance.below(4); i >= 0; i--) {
                read(node, LEVELS[chance.below(LEVELS.length)]);
            }
            node.wakeSoon();
        }
        begin();
    }

    private void read(final SimulatedNode node, final ReadLevel level) {
        final Outcome outcome = node.reader().read(plant.level(level), ++number, NO_QUERY, 0, 0);
        if (outcome == Outcome.ACCEPTED) {
            open.put(number, new Open(level, switch (level) {
                case LINEARIZABLE, LEASE -> Math.max(answers.newestAnswered(), newestSeen);
                case BOUNDED -> answeredBefore(world.time.nowNs() - boundNs);
                case LOCAL -> seenLocally(node);
            }));
        }
    }

    private long answeredBefore(final long timeNs) {
        final long newest = answers.newestAnswered();
        if (history.isEmpty() || history.getLast().index() < newest) {
            history.add(new Answered(world.time.nowNs(), newest));
        }
        long index = 0;
        for (final Answered answered : history) {
            index = answered.sinceNs() <= timeNs ? answered.index() : index;
        }
        while (history.size() > 1 && history.getFirst().sinceNs() < timeNs - boundNs) {
            history.removeFirst();
        }
        return index;
    }

    private long seenLocally(final SimulatedNode node) {
        if (lives[node.id()] != node.openings()) {
            lives[node.id()] = node.openings();
            seenLocally[node.id()] = 0;
        }
        return seenLocally[node.id()];
    }

    AnswerHandler of(final SimulatedNode node) {
        return answer -> onAnswer(node, answer);
    }

    private void onAnswer(final SimulatedNode node, final Answer answer) {
        final Open read = open.remove(answer.correlationId());
        if (answer.outcome() != Outcome.ANSWERED) {
            return;
        }
        final long seen = answer.index();
        if (seen < read.mustSee()) {
            world.checks.fail("I11 reads: a {} read at node {} saw entries up to {}, and must see "
                    + "the one at {}", read.level(), node.id(), seen, read.mustSee());
        }
        if (read.level() == ReadLevel.LOCAL) {
            seenLocally[node.id()] = Math.max(seenLocally(node), seen);
        } else if (read.level() != ReadLevel.BOUNDED) {
            newestSeen = Math.max(newestSeen, seen);
        }
        checked++;
    }

    /** Reads that were answered, and looked at. */
    long checked() {
        return checked;
    }
}
