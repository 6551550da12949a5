package io.quorate.benchmarks.virtual;

import io.quorate.client.QuorateClient;
import io.quorate.raft.Role;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How soon a client finds the leader: the library's own client, in virtual time. It knows where all
 * members are, and nothing else.
 */
final class VirtualClients {
    private static final long TURN_NS = 50_000;
    private static final long SETTLED_NS = 20_000_000;
    private static final long REST_NS = 2_000_000_000L;
    private static final int TURNS_MAX = 10_000_000;
    private static final byte[] COMMAND = new byte[Long.BYTES];

    private final VirtualCluster cluster;
    private final VirtualWay way;
    private final long silenceNs;
    private QuorateClient client;
    private long term;                       // of the leader that is gone
    private long electedNs;                  // when another was elected; 0 while none was

    /**
     * Clients of a new cluster.
     *
     * @param silenceNs    after which a client asks another member
     * @param isForwarding whether members send writes on to their leader, or name it
     */
    VirtualClients(final VirtualSettings settings, final long silenceNs,
            final boolean isForwarding) {
        this.silenceNs = silenceNs;
        cluster = new VirtualCluster(settings);
        way = new VirtualWay(cluster);
        cluster.watch(this::onWorked);
        cluster.until(cluster::isSettled);
        for (final VirtualNode node : cluster.nodes()) {
            node.crash();
            node.forwarding(isForwarding);
            cluster.start(node);
        }
        cluster.until(cluster::isSettled);
        client = connect();
    }

    private QuorateClient connect() {
        final var builder = QuorateClient.builder(VirtualCluster.ID).window(1).inline()
                .responseTimeout(Duration.ofNanos(silenceNs)).callTimeout(Duration.ofHours(1))
                .deadTimeout(Duration.ofSeconds(1), Duration.ofSeconds(1));
        for (final VirtualNode node : cluster.nodes()) {
            builder.member(node.id, "");
        }
        return builder.connect(way, cluster::nowNs);
    }

    private void onWorked(final VirtualNode node) {
        way.hear(node);
        if (electedNs == 0 && node.role() == Role.LEADER && node.raft().term() > term) {
            electedNs = cluster.nowNs();
        }
    }

    /** The leader of a client crashes: from the next one's election until that client's answer. */
    long afterCrash() {
        cluster.until(cluster::isSettled);
        ask();
        cluster.pass(REST_NS + cluster.random().nextLong(cluster.settings().heartbeatNs()));
        final VirtualNode victim = cluster.leader();
        term = victim.raft().term();
        electedNs = 0;
        victim.crash();
        ask();
        final long foundNs = cluster.nowNs() - electedNs;
        cluster.start(victim);
        return foundNs;
    }

    /** A client that never asked anybody: from its first request until the answer. */
    long newcomer() {
        client.close();
        cluster.pass(SETTLED_NS + cluster.random().nextLong(cluster.settings().heartbeatNs()));
        way.close();                         // what the one before is still told, nobody hears
        client = connect();
        final long fromNs = cluster.nowNs();
        ask();
        return cluster.nowNs() - fromNs;
    }

    private void ask() {
        final boolean[] isAnswered = new boolean[1];
        client.submit(COMMAND, reply -> isAnswered[0] = true);
        turnUntil(() -> isAnswered[0]);
    }

    private void turnUntil(final BooleanSupplier holds) {
        for (int turns = 0; !holds.getAsBoolean(); turns++) {
            if (turns == TURNS_MAX) {
                throw new IllegalStateException("a client is not answered");
            }
            cluster.pass(TURN_NS);
            client.doWork();
        }
    }
}
