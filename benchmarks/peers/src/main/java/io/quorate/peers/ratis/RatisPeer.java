package io.quorate.peers.ratis;

import io.quorate.node.FreePorts;
import io.quorate.peers.EmbeddedPeer;
import io.quorate.peers.Inbox;
import io.quorate.peers.PeerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.TimeDuration;

/** Ratis over gRPC, with its own client's ordered asynchronous calls. */
public final class RatisPeer extends EmbeddedPeer<RatisMember> {
    private static final int OUTSTANDING = 8_192;
    private static final int RETRY_MS = 10;

    private final Inbox inbox = new Inbox();
    private final RaftClient client;

    /** Starts the servers and makes the client. */
    public RatisPeer(final PeerConfig config) {
        final List<RaftPeer> peers = FreePorts.find(NODES).stream()
                .map(port -> RaftPeer.newBuilder().setId("n" + port)
                        .setAddress("127.0.0.1:" + port).build())
                .toList();
        final RaftGroup group = RaftGroup.valueOf(RaftGroupId.randomId(), peers);
        for (int node = 0; node < NODES; node++) {
            start(new RatisMember(config, group, peers.get(node), node));
        }
        awaitLeader("Ratis");
        final RaftProperties properties = new RaftProperties();
        RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, OUTSTANDING);
        client = RaftClient.newBuilder().setProperties(properties).setRaftGroup(group)
                .setLeaderId(peers.get(leader()).getId())
                .setRetryPolicy(RetryPolicies.retryForeverWithSleep(
                        TimeDuration.valueOf(RETRY_MS, TimeUnit.MILLISECONDS)))
                .build();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")       // what completes it is told everything
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        final long number = command.getLong(offset);
        client.async()
                .send(Message.valueOf(ByteString.copyFrom(bytes(command, offset, length))))
                .whenComplete((reply, failure) -> onReply(number, reply));
        return true;
    }

    private void onReply(final long number, final RaftClientReply reply) {
        if (reply != null && reply.isSuccess()) {
            inbox.put(number);
        }
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(onAnswer);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("the client of Ratis did not stop", e);
        }
        super.close();
    }
}
