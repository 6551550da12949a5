package io.quorate.peers.ratis;

import io.quorate.peers.Deadline;
import io.quorate.peers.PeerConfig;
import io.quorate.peers.PeerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** One server over all its lives. */
final class RatisMember implements PeerNode {
    private static final SizeInBytes SEGMENT = SizeInBytes.valueOf("64MB");
    private static final int QUEUE = 40_960;
    private static final int SYNCS = 4_096;

    private final PeerConfig config;
    private final RaftGroup group;
    private final RaftPeer self;
    private final int node;
    private Machine machine;
    private RaftServer server;
    private Thread end;

    RatisMember(final PeerConfig config, final RaftGroup group, final RaftPeer self,
            final int node) {
        this.config = config;
        this.group = group;
        this.self = self;
        this.node = node;
    }

    @Override
    public void start() {
        awaitEnd();
        final boolean isFirst = machine == null;
        machine = new Machine();
        try {
            server = RaftServer.newBuilder()
                    .setServerId(self.getId())
                    .setGroup(group)
                    .setStateMachine(machine)
                    .setProperties(properties())
                    .setOption(isFirst ? StartupOption.FORMAT : StartupOption.RECOVER)
                    .build();
            server.start();
        } catch (final IOException e) {
            throw new UncheckedIOException("a server of Ratis did not start", e);
        }
    }

    private RaftProperties properties() {
        final RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties,
                List.of(config.directory(node).toFile()));
        GrpcConfigKeys.Server.setPort(properties,
                Integer.parseInt(self.getAddress().replaceFirst(".*:", "")));
        GrpcConfigKeys.setFlowControlWindow(properties, SizeInBytes.valueOf("16MB"));
        timeouts(properties);
        log(properties);
        return properties;
    }

    /** The heartbeat is half the shortest timeout, and cannot be set. */
    private void timeouts(final RaftProperties properties) {
        final int minMs = config.keepsLog() ? 2 * config.heartbeatMs()
                : config.electionTimeoutMs() / 2;
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, ms(minMs));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, ms(config.electionTimeoutMs()));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, ms(100));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, ms(500));
    }

    private static TimeDuration ms(final int milliseconds) {
        return TimeDuration.valueOf(milliseconds, TimeUnit.MILLISECONDS);
    }

    private void log(final RaftProperties properties) {
        switch (config.durability()) {
            case MEMORY -> RaftServerConfigKeys.Log.setUseMemory(properties, true);
            case PAGE_CACHE -> RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, true);
            case FSYNC -> RaftServerConfigKeys.Log.setForceSyncNum(properties, SYNCS);
        }
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT);
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SEGMENT);
        RaftServerConfigKeys.Log.setQueueElementLimit(properties, QUEUE);
        RaftServerConfigKeys.Write.setElementLimit(properties, QUEUE);
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, ms(0));
    }

    @Override
    public boolean isAlive() {
        return server != null;
    }

    @Override
    public boolean isLeader() {
        try {
            if (server == null) {
                return false;
            }
            final DivisionInfo info = server.getDivision(group.getGroupId()).getInfo();
            return info.isLeader() && info.isLeaderReady();
        } catch (final IOException e) {
            return false;               // it does not know its group yet
        }
    }

    @Override
    public long applied() {
        return machine.applied.get();
    }

    /**
     * Ends this life, on a thread of its own: the server closes its sockets at once, and then waits
     * long for what has nothing more to do.
     */
    @Override
    public void kill() {
        final RaftServer ending = server;
        server = null;
        end = new Thread(() -> close(ending), "ratis-end-" + node);
        end.setDaemon(true);
        end.start();
    }

    private static void close(final RaftServer server) {
        try {
            server.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("a server of Ratis did not stop", e);
        }
    }

    private void awaitEnd() {
        if (end != null) {
            final Thread ending = end;
            Deadline.await("the end of a server of Ratis", () -> !ending.isAlive());
        }
    }

    /** Counts commands, and answers each with nothing. */
    private static final class Machine extends BaseStateMachine {
        private static final CompletableFuture<Message> NOTHING =
                CompletableFuture.completedFuture(Message.EMPTY);

        private final AtomicLong applied = new AtomicLong();

        @Override
        public CompletableFuture<Message> applyTransaction(final TransactionContext command) {
            updateLastAppliedTermIndex(command.getLogEntry().getTerm(),
                    command.getLogEntry().getIndex());
            applied.lazySet(applied.get() + 1);
            return NOTHING;
        }
    }
}
