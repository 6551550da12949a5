package io.quorate.peers.zookeeper;

import io.quorate.node.FreePorts;
import io.quorate.peers.Deadline;
import io.quorate.peers.EmbeddedPeer;
import io.quorate.peers.Inbox;
import io.quorate.peers.PeerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * ZooKeeper with its own client over TCP, whose session is on the leader under load. A command sets
 * the data of one node, so that the node's version counts commands.
 */
public final class ZooKeeperPeer extends EmbeddedPeer<EnsembleMember> {
    private static final int SESSION_MS = 30_000;
    private static final int OK = KeeperException.Code.OK.intValue();

    private final Inbox inbox = new Inbox();
    private final StatCallback onSet = (code, path, number, stat) -> {
        if (code == OK) {
            inbox.put((Long) number);
        }
    };
    private final ZooKeeper client;

    /** Starts the servers and connects the client. */
    public ZooKeeperPeer(final PeerConfig config) {
        tune(config);
        final List<Integer> ports = FreePorts.find(EnsembleMember.ports(NODES));
        for (int node = 0; node < NODES; node++) {
            start(new EnsembleMember(config, node, ports));
        }
        awaitLeader("ZooKeeper");
        final List<EnsembleMember> known =
                config.keepsLog() ? nodes : List.of(nodes.get(leader()));
        try {
            client = new ZooKeeper(known.stream()
                    .map(server -> "127.0.0.1:" + server.clientPort())
                    .collect(Collectors.joining(",")), SESSION_MS, event -> {});
        } catch (final IOException e) {
            throw new UncheckedIOException("ZooKeeper's client has no way to its servers", e);
        }
        Deadline.await("ZooKeeper's client", () -> client.getState().isConnected());
        create();
    }

    /** Its authors' advice for writes; the JVM is this peer's alone. */
    private static void tune(final PeerConfig config) {
        System.setProperty("zookeeper.forceSync", config.isSynced() ? "yes" : "no");
        System.setProperty("zookeeper.digest.enabled", "false");
        System.setProperty("zookeeper.skipACL", "yes");
        System.setProperty("zookeeper.snapCount", "10000000");
        System.setProperty("zookeeper.globalOutstandingLimit", "100000");
        System.setProperty("zookeeper.preAllocSize", "65536");          // KiB
        System.setProperty("zookeeper.commitProcessor.numWorkerThreads", "0");
        System.setProperty("zookeeper.maxCommitBatchSize", "1000");
        System.setProperty("zookeeper.admin.enableServer", "false");
        // who hears nobody asks again after twice as long: up to a minute, if it is let
        System.setProperty("zookeeper.fastleader.maxNotificationInterval", "1000");   // ms
    }

    private void create() {
        try {
            client.create(EnsembleMember.PATH, new byte[0], Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT);
        } catch (final KeeperException e) {
            throw new IllegalStateException("ZooKeeper does not create " + EnsembleMember.PATH, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean send(final DirectBuffer command, final int offset, final int length) {
        client.setData(EnsembleMember.PATH, bytes(command, offset, length), -1, onSet,
                command.getLong(offset));
        return true;
    }

    @Override
    public void poll(final LongConsumer onAnswer) {
        inbox.poll(onAnswer);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.close();
    }
}
