package io.quorate.peers.microraft;

import io.microraft.RaftConfig;
import io.microraft.RaftEndpoint;
import io.quorate.peers.Deadline;
import io.quorate.peers.EmbeddedPeer;
import io.quorate.peers.Inbox;
import io.quorate.peers.PeerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * MicroRaft in memory, submitted to by {@code RaftNode.replicate} in the leader's process. It has
 * no network of its own: messages are handed over as objects.
 */
public final class MicroRaftPeer extends EmbeddedPeer<MicroRaftMember> {
    private static final int PATIENT_SECONDS = 10;
    private static final int MS_PER_SECOND = 1_000;

    private final Inbox inbox = new Inbox();

    /** Starts the nodes, and waits for a leader. */
    public MicroRaftPeer(final PeerConfig config) {
        final List<RaftEndpoint> names = IntStream.range(0, NODES)
                .<RaftEndpoint>mapToObj(MicroRaftMember.Name::new).toList();
        final Map<RaftEndpoint, MicroRaftMember> all = new HashMap<>();
        for (final RaftEndpoint name : names) {
            all.put(name, new MicroRaftMember((MicroRaftMember.Name) name, names, all,
                    timing(config), speed(config)));
        }
        names.forEach(name -> start(all.get(name)));
        awaitLeader("MicroRaft");
        Deadline.await("a leader of MicroRaft that takes commands", this::isReady);
    }

    /** A new leader refuses commands until its first entry is committed. */
    private boolean isReady() {
        final CompletableFuture<?> asked = nodes.get(leader()).replicate("are you ready?");
        return asked.handle((done, failure) -> failure == null).join();
    }

    /** Its heartbeats are whole seconds; for shorter ones its clock has to run faster. */
    private static int speed(final PeerConfig config) {
        return config.keepsLog() ? MS_PER_SECOND / config.heartbeatMs() : 1;
    }

    private static RaftConfig timing(final PeerConfig config) {
        return RaftConfig.newBuilder()
                .setLeaderHeartbeatPeriodSecs(1)
                .setLeaderHeartbeatTimeoutSecs(config.keepsLog()
                        ? config.electionTimeoutMs() / config.heartbeatMs() : PATIENT_SECONDS)
                .build();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")       // what completes it is told everything
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        if (leader() < 0) {
            return false;
        }
        final long number = command.getLong(offset);
        nodes.get(leader()).replicate(bytes(command, offset, length))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        inbox.put(number);
                    }
                });
        return true;
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(onAnswer);
    }

    @Override
    public void close() {
        nodes.forEach(MicroRaftMember::close);
    }
}
