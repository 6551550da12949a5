package io.quorate.benchmarks.remote;

import io.quorate.benchmarks.load.Pipe;
import io.quorate.client.QuorateClient;
import io.quorate.kv.KeyValue;
import io.quorate.node.Outcome;
import io.quorate.node.ReadLevel;
import io.quorate.node.Reply;
import io.quorate.port.TransportFactory.Peer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads of a key that is not there, by a client over the network. Anything but an answer ends the
 * measurement with an error. One thread.
 */
final class ReadsPipe implements Pipe, AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final byte[] QUERY = KeyValue.get("bench");

    private final ReadLevel level;
    private final QuorateClient client;
    private final Turning turning;
    private final Consumer<Reply> onReply = this::onReply;
    private long completed;

    /**
     * A way to a member, or to whoever leads.
     *
     * @param member its id; 0 for whoever leads
     */
    ReadsPipe(final RemoteCluster cluster, final ReadLevel level, final int member) {
        this.level = level;
        final List<Peer> asked = cluster.members().stream()
                .filter(peer -> member == 0 || peer.id() == member).toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("member " + member + " is not one of those that "
                    + cluster.file() + " names; 0 is whoever leads");
        }
        client = RemoteCluster.connect(cluster.client().responseTimeout(SILENCE).inline(), asked);
        turning = new Turning(client);
        if (member == 0) {                               // who is sent a write goes to the leader
            turning.await(client.submit(KeyValue.delete("bench")));
        }
    }

    @Override
    public boolean offer(final DirectBuffer command, final int offset, final int length) {
        client.read(level, QUERY, onReply);
        return true;
    }

    private void onReply(final Reply reply) {
        if (reply.outcome() != Outcome.ANSWERED) {
            throw new IllegalStateException("a read was answered " + reply.outcome()
                    + " while it was measured");
        }
        completed++;
    }

    @Override
    public void turn() {
        turning.turn();
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "reads of a cluster elsewhere";
    }
}
