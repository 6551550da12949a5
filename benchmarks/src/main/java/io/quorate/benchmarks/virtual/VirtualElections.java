package io.quorate.benchmarks.virtual;

import io.quorate.raft.Role;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One election after another in one cluster: the leader crashes at any point of its heartbeat's
 * interval with equal chance, the others elect a new one, the old one comes back.
 */
public final class VirtualElections {
    private final VirtualSettings settings;
    private final VirtualCluster cluster;
    private final UnsafeBuffer command = new UnsafeBuffer(ByteBuffer.allocate(Long.BYTES));
    private final Role[] roles;
    private final long[] terms;
    private final long[] standingSince;
    private final List<VirtualNode> dead = new ArrayList<>();
    private long faultNs;
    private long suspectedNs;
    private long stoodNs;
    private long electedNs;
    private long heardNs;
    private VirtualNode winner;

    /** A cluster that has not started yet. */
    public VirtualElections(final VirtualSettings settings) {
        this.settings = settings;
        cluster = new VirtualCluster(settings);
        roles = new Role[settings.nodes() + 1];
        terms = new long[settings.nodes() + 1];
        standingSince = new long[settings.nodes() + 1];
        cluster.watch(this::onWorked);
    }

    /** So many elections, in order. */
    public static List<VirtualTrial> run(final VirtualSettings settings, final int elections) {
        final VirtualElections all = new VirtualElections(settings);
        final List<VirtualTrial> trials = new ArrayList<>(elections);
        for (int i = 0; i < elections; i++) {
            trials.add(all.next());
        }
        return trials;
    }

    /** The next election. */
    public VirtualTrial next() {
        final VirtualNode victim = prepare();
        final long oldTerm = victim.raft().term();
        final long saidBefore = cluster.sent();
        fault(victim);
        cluster.until(() -> heardNs != 0);
        final long said = cluster.sent() - saidBefore;
        final VirtualNode leader = winner;
        final long term = leader.raft().term();
        final VirtualTrial trial = trial((int) (term - oldTerm), said,
                leader.raft().commitIndex());
        recover(victim);
        return trial;
    }

    /** All members stop, and start again on their logs: until one leads, in nanoseconds. */
    public long restartAll() {
        return restartAll(0).electionNs();
    }

    /**
     * The same, all of it told as detection.
     *
     * @param apart by how many terms at most what the members remember differs
     */
    public VirtualTrial restartAll(final long apart) {
        cluster.until(cluster::isSettled);
        cluster.nodes().forEach(VirtualNode::crash);
        final long term = cluster.raiseTerms(apart);
        final long startNs = cluster.nowNs();
        final long saidBefore = cluster.sent();
        cluster.nodes().forEach(cluster::start);
        cluster.until(() -> cluster.leader() != null);
        return new VirtualTrial(cluster.nowNs() - startNs, 0, 0, 0, 0,
                (int) (cluster.leader().raft().term() - term), cluster.sent() - saidBefore);
    }

    /**
     * Elections that nobody needed: a leader works, members stand still now and then.
     *
     * @param pausesNs    how long, drawn from these
     * @param perSecond   how often each member does
     * @param virtualSeconds how long to watch
     */
    public int falseElections(final long[] pausesNs, final double perSecond,
            final int virtualSeconds) {
        cluster.until(cluster::isSettled);
        final long termBefore = cluster.leader().raft().term();
        final long endNs = cluster.nowNs() + virtualSeconds * 1_000_000_000L;
        while (cluster.nowNs() < endNs && pausesNs.length > 0) {
            final double mean = 1e9 / perSecond / settings.nodes();
            cluster.pass((long) (-mean * Math.log(1 - cluster.random().nextDouble())) + 1);
            cluster.nodes().get(cluster.random().nextInt(settings.nodes())).pauseUntil(
                    cluster.nowNs() + pausesNs[cluster.random().nextInt(pausesNs.length)]);
        }
        cluster.until(cluster::isSettled);
        return (int) (cluster.leader().raft().term() - termBefore);
    }

    private VirtualTrial trial(final int rounds, final long messages, final long committed) {
        final VirtualNode leader = winner;
        final long announcedNs = heardNs;
        final long detectNs = suspectedNs - faultNs;
        final long standNs = stoodNs - suspectedNs;
        final long voteNs = electedNs - stoodNs;
        cluster.until(() -> leader.raft().commitIndex() > committed
                || leader.role() != Role.LEADER);
        return new VirtualTrial(detectNs, standNs, voteNs, announcedNs - electedNs,
                cluster.nowNs() - announcedNs, rounds, messages);
    }

    /** A stable leader, all caught up, and a moment within its heartbeat's interval. */
    private VirtualNode prepare() {
        dead.clear();
        cluster.until(cluster::isSettled);
        final VirtualNode leader = cluster.leader();
        for (final VirtualNode node : cluster.nodes()) {
            if (node != leader && dead.size() < settings.dead()) {
                node.crash();
                dead.add(node);
            }
            node.purgeTo(leader.raft().commitIndex() - 1000);
        }
        cluster.pass(2 * settings.heartbeatNs() + 4 * settings.wire().delayNsMax());
        if (settings.isUnequal()) {
            makeUnequal(leader);
        }
        final long sentBefore = cluster.sent();
        cluster.until(() -> cluster.sent() > sentBefore);
        cluster.pass(cluster.random().nextLong(settings.heartbeatNs()));
        return leader;
    }

    /** Each follower has one entry less than the one before; a majority has none less. */
    private void makeUnequal(final VirtualNode leader) {
        final List<VirtualNode> followers = cluster.nodes().stream()
                .filter(node -> node != leader && node.isUp()).toList();
        for (int i = followers.size() - 1; i >= 1; i--) {
            cluster.cutBulk(followers.get(i), true);
            leader.raft().propose(command, 0, Long.BYTES);
            leader.wake();
            cluster.pass(3 * settings.wire().delayNsMax() + 1);
        }
    }

    private void fault(final VirtualNode victim) {
        suspectedNs = 0;
        stoodNs = 0;
        electedNs = 0;
        heardNs = 0;
        winner = null;
        for (final VirtualNode node : cluster.nodes()) {
            roles[node.id] = node.role();
            cluster.cutBulk(node, false);
        }
        faultNs = cluster.nowNs();
        victim.crash();
    }

    private void recover(final VirtualNode victim) {
        cluster.start(victim);
        dead.forEach(cluster::start);
        cluster.until(cluster::isSettled);
    }

    private void onWorked(final VirtualNode node) {
        final Role role = node.role();
        final long nowNs = cluster.nowNs();
        if (faultNs == 0 || heardNs != 0) {
            return;
        }
        if (role != Role.FOLLOWER && role != Role.LEADER && suspectedNs == 0) {
            suspectedNs = nowNs;
        }
        if (role == Role.LEADER && roles[node.id] != Role.LEADER) {
            electedNs = nowNs;
            stoodNs = standingSince[node.id];
            winner = node;
        } else if (role == Role.CANDIDATE
                && (roles[node.id] != Role.CANDIDATE || terms[node.id] != node.raft().term())) {
            standingSince[node.id] = nowNs;
        } else if (role == Role.FOLLOWER && winner != null && node.raft().leaderId() == winner.id
                && node.raft().term() == winner.raft().term()) {
            heardNs = nowNs;
        }
        roles[node.id] = role;
        terms[node.id] = node.raft().term();
    }
}
