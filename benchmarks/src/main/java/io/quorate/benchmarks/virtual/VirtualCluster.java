package io.quorate.benchmarks.virtual;

import io.quorate.port.StateMachine;
import io.quorate.raft.Configuration;
import io.quorate.raft.Role;
import io.quorate.wire.Message;
import io.quorate.wire.VoteReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Members, the wires between them and the time that all of them share: the next thing to happen is
 * the next frame to arrive or the next alarm of a member. One thread; the seed decides everything.
 */
final class VirtualCluster {
    static final long ID = 7;

    private static final int QUIET_EVENTS_MAX = 50_000_000;

    /** What a member is after it has worked, told as soon as it has. */
    interface Watcher {
        /** Looks at a member. */
        void onWorked(VirtualNode node);
    }

    /** Something under way, such as a frame, and what happens when it arrives. */
    private static final class Flight {
        final long atNs;
        final long number;
        final Runnable arrival;

        Flight(final long atNs, final long number, final Runnable arrival) {
            this.atNs = atNs;
            this.number = number;
            this.arrival = arrival;
        }
    }

    private final VirtualSettings settings;
    private final SplittableRandom random;
    private final List<VirtualNode> nodes = new ArrayList<>();
    private final List<Integer> ids;
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(
            Comparator.comparingLong((Flight flight) -> flight.atNs)
                    .thenComparingLong(flight -> flight.number));
    private final boolean[] isBulkCut;
    private Watcher watcher = node -> {};
    private long nowNs = 1_000_000_000;
    private long sent;
    private long sentBytes;
    private long flown;

    VirtualCluster(final VirtualSettings settings) {
        this(settings, 0);
    }

    /** The same, on disks that take so long to sync; 0 for none, as on logs in memory. */
    VirtualCluster(final VirtualSettings settings, final long syncNs) {
        this(settings, 0, () -> (index, command, offset, length, reply) -> 0, syncNs);
    }

    /**
     * The same with members that are yet to join, and know nobody but those that are there.
     *
     * @param spares   how many
     * @param machines makes the state machine of each life of a member
     */
    VirtualCluster(final VirtualSettings settings, final int spares,
            final Supplier<StateMachine> machines) {
        this(settings, spares, machines, 0);
    }

    private VirtualCluster(final VirtualSettings settings, final int spares,
            final Supplier<StateMachine> machines, final long syncNs) {
        this.settings = settings;
        random = new SplittableRandom(settings.seed());
        ids = IntStream.rangeClosed(1, settings.nodes()).boxed().toList();
        for (int id = 1; id <= settings.nodes() + spares; id++) {
            nodes.add(new VirtualNode(this, id, clockRate(id), machines, syncNs));
        }
        isBulkCut = new boolean[nodes.size() + 1];
        nodes.forEach(this::start);
    }

    /** From the slowest for the first member to the fastest for the last. */
    private double clockRate(final int id) {
        final double middle = (settings.nodes() + 1) / 2.0;
        return 1 + settings.wire().drift() * (id - middle) / middle;
    }

    VirtualSettings settings() {
        return settings;
    }

    SplittableRandom random() {
        return random;
    }

    long nowNs() {
        return nowNs;
    }

    /** Bytes of the messages that were said so far. */
    long sentBytes() {
        return sentBytes;
    }

    /** Messages that were said so far. */
    long sent() {
        return sent;
    }

    List<VirtualNode> nodes() {
        return nodes;
    }

    void watch(final Watcher by) {
        watcher = by;
    }

    void start(final VirtualNode node) {
        node.start(ids);
    }

    /** While all are down: lets each remember up to so many terms more; returns the newest. */
    long raiseTerms(final long apart) {
        long newest = 0;
        for (final VirtualNode node : nodes) {
            newest = Math.max(newest, node.raiseTerm(apart == 0 ? 0 : random.nextLong(apart + 1)));
        }
        return newest;
    }

    /** From now on no entries reach that member, only what travels without them. */
    void cutBulk(final VirtualNode to, final boolean isCut) {
        isBulkCut[to.id] = isCut;
    }

    void carry(final int from, final int to, final Message message, final byte[] frame,
            final boolean isBulk) {
        sent++;
        sentBytes += frame.length;
        final VirtualSettings.Wire wire = settings.wire();
        if (isBulk && isBulkCut[to] || wire.loss() > 0 && random.nextDouble() < wire.loss()) {
            return;
        }
        final long spread = wire.delayNsMax() - wire.delayNsMin();
        long delayNs = wire.delayNsMin() + (spread > 0 ? random.nextLong(spread + 1) : 0);
        if (from % 2 == 1) {
            delayNs = (long) (delayNs * wire.slowness());
        }
        if (message instanceof VoteReply reply && !reply.isPreVote()) {
            delayNs += wire.voteDelayNs();
        }
        final VirtualNode receiver = nodes.get(to - 1);
        after(delayNs, () -> receiver.deliver(frame));
    }

    /** Has that happen so much later. */
    void after(final long delayNs, final Runnable what) {
        flights.add(new Flight(nowNs + delayNs, flown++, what));
    }

    /** Lets things happen until something holds. */
    void until(final BooleanSupplier holds) {
        for (int i = 0; !holds.getAsBoolean(); i++) {
            if (i == QUIET_EVENTS_MAX) {
                throw new IllegalStateException("nothing comes of it after " + i + " events: "
                        + nodes.stream().filter(VirtualNode::isUp).map(VirtualNode::raft).toList());
            }
            next();
        }
    }

    /** Lets that much time pass. */
    void pass(final long durationNs) {
        final long untilNs = nowNs + durationNs;
        while (nextNs() <= untilNs) {
            next();
        }
        nowNs = untilNs;
    }

    private long nextNs() {
        long next = flights.isEmpty() ? Long.MAX_VALUE : flights.peek().atNs;
        for (final VirtualNode node : nodes) {
            next = Math.min(next, node.wakeNs());
        }
        return next;
    }

    private void next() {
        VirtualNode first = nodes.get(0);
        for (final VirtualNode node : nodes) {
            if (node.wakeNs() < first.wakeNs()) {
                first = node;
            }
        }
        if (!flights.isEmpty() && flights.peek().atNs <= first.wakeNs()) {
            final Flight flight = flights.remove();
            nowNs = Math.max(nowNs, flight.atNs);
            flight.arrival.run();
        } else {
            nowNs = Math.max(nowNs, first.wakeNs());
            first.run();
            watcher.onWorked(first);
        }
    }

    /** The one that leads the highest term; null while there is none. */
    VirtualNode leader() {
        VirtualNode leader = null;
        for (final VirtualNode node : nodes) {
            if (node.role() == Role.LEADER
                    && (leader == null || node.raft().term() > leader.raft().term())) {
                leader = node;
            }
        }
        return leader;
    }

    /** Whether there is a leader, and every member that is up has committed all that it has. */
    boolean isSettled() {
        final VirtualNode leader = leader();
        if (leader == null) {
            return false;
        }
        final Configuration members = leader.raft().configuration();
        for (final VirtualNode node : nodes) {
            final boolean counts = node.isUp() && members.member(node.id) != null;
            if (counts && (node != leader && node.raft().leaderId() != leader.id
                    || node.raft().commitIndex() != leader.raft().lastIndex()
                    || node.raft().lastIndex() != leader.raft().lastIndex())) {
                return false;
            }
        }
        return true;
    }
}
