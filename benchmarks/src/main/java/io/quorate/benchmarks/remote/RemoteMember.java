package io.quorate.benchmarks.remote;

import io.quorate.client.QuorateClient;
import io.quorate.node.MemberStatus;
import io.quorate.node.NodeCounter;
import io.quorate.port.TransportFactory.Peer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A member that runs elsewhere, asked again and again how it is. What is seen of it is late by the
 * time between two questions, and by a way there and back. One thread.
 */
public final class RemoteMember implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(1);

    private final QuorateClient client;
    private CompletableFuture<MemberStatus> asked;       // null while nothing is
    private long answeredNs = System.nanoTime();
    private MemberStatus status;                         // null while nothing is known
    private long heardNs;

    /** A member of whom nothing is known yet. */
    public RemoteMember(final RemoteCluster cluster, final Peer member) {
        client = RemoteCluster.connect(cluster.client().inline().callTimeout(PATIENCE)
                .responseTimeout(PATIENCE.dividedBy(2)).pause(Duration.ofMillis(1))
                .deadTimeout(PATIENCE, PATIENCE), List.of(member));
    }

    /**
     * Asks and hears; returns how much was done.
     *
     * @param everyNs from an answer to the next question: a node works for each
     */
    public int turn(final long everyNs) {
        final int work = client.doWork();
        final long nowNs = System.nanoTime();
        if (asked != null && asked.isDone()) {
            hear(nowNs);
        } else if (asked == null && nowNs - answeredNs >= everyNs) {
            asked = client.status();
        }
        return work;
    }

    private void hear(final long nowNs) {
        if (!asked.isCompletedExceptionally()) {
            status = asked.join();
            heardNs = nowNs;
        }
        asked = null;
        answeredNs = nowNs;
    }

    /** What was known of it is true no more, nor is what it answers to an earlier question. */
    public void forget() {
        status = null;
        asked = null;
    }

    /** Whether it has told how it is, within the last second. */
    public boolean isHeard() {
        if (status != null && System.nanoTime() - heardNs > SILENCE_NS) {
            status = null;
        }
        return status != null;
    }

    /** What it told last; 0 of what no status tells, and of one that is not heard. */
    public long counter(final NodeCounter counter) {
        return status == null ? 0 : status.counter(counter);
    }

    @Override
    public void close() {
        client.close();
    }
}
