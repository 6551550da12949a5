package io.quorate.peers.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Node;
import com.alipay.sofa.jraft.RaftGroupService;
import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.option.ApplyTaskMode;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import io.quorate.peers.PeerConfig;
import io.quorate.peers.PeerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** One member over all its lives. */
final class JRaftMember implements PeerNode {
    private static final String GROUP = "quorate";

    private final PeerConfig config;
    private final PeerId self;
    private final Configuration members;
    private final String directory;
    private Machine machine;
    private RaftGroupService service;
    private Node node;

    JRaftMember(final PeerConfig config, final int number, final Configuration members) {
        this.config = config;
        this.members = members;
        self = members.listPeers().get(number);
        directory = config.directory(number).toString();
    }

    @Override
    public void start() {
        machine = new Machine();
        try {
            Files.createDirectories(Path.of(directory));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        service = new RaftGroupService(GROUP, self, options());
        node = service.start();
    }

    private NodeOptions options() {
        final NodeOptions options = new NodeOptions();
        options.setFsm(machine);
        options.setInitialConf(members);
        options.setLogUri(directory + "/log");
        options.setRaftMetaUri(directory + "/meta");
        options.setSnapshotIntervalSecs(0);
        options.setElectionTimeoutMs(config.electionTimeoutMs());
        options.setDisableCli(true);
        options.setSharedElectionTimer(true);
        options.setSharedVoteTimer(true);
        options.setSharedStepDownTimer(true);
        options.setSharedSnapshotTimer(true);
        options.setSharedTimerPool(true);
        options.setApplyTaskMode(ApplyTaskMode.NonBlocking);
        options.setRaftOptions(raftOptions());
        return options;
    }

    private RaftOptions raftOptions() {
        final RaftOptions options = new RaftOptions();
        options.setSync(config.isSynced());
        options.setSyncMeta(config.isSynced());
        options.setOpenStatistics(false);
        options.setElectionHeartbeatFactor(config.electionTimeoutMs() / config.heartbeatMs());
        options.setMaxElectionDelayMs(config.electionTimeoutMs());
        return options;
    }

    @Override
    public boolean isAlive() {
        return node != null;
    }

    @Override
    public boolean isLeader() {
        return node != null && node.isLeader(false);
    }

    /** Hands over a command; its closure is told what became of it. */
    void apply(final Task task) {
        node.apply(task);
    }

    @Override
    public long applied() {
        return machine.applied.get();
    }

    /**
     * Ends this life. A node that is asked to stop hands its office over first; one that was killed
     * could not, so it forgets the others before.
     */
    @Override
    public void kill() {
        service.getRpcServer().shutdown();
        replicators(node).stopAll();
        service.shutdown();
        node = null;
        try {
            service.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ReplicatorGroup replicators(final Node node) {
        try {
            final Field field = NodeImpl.class.getDeclaredField("replicatorGroup");
            field.setAccessible(true);
            return (ReplicatorGroup) field.get(node);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("this version of SOFAJRaft keeps its replicators"
                    + " elsewhere; look for them in NodeImpl", e);
        }
    }

    /** Counts commands; an answer is given as soon as its command is applied. */
    private static final class Machine extends StateMachineAdapter {
        private final AtomicLong applied = new AtomicLong();

        @Override
        public void onApply(final Iterator commands) {
            while (commands.hasNext()) {
                applied.lazySet(applied.get() + 1);
                final Closure onDone = commands.done();
                if (onDone != null) {
                    onDone.run(Status.OK());
                }
                commands.next();
            }
        }
    }
}
