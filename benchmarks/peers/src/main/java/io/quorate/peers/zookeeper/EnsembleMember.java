package io.quorate.peers.zookeeper;

import io.quorate.peers.PeerConfig;
import io.quorate.peers.PeerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.admin.AdminServer.AdminServerException;
import org.apache.zookeeper.server.quorum.QuorumPeer.ServerState;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** One server over all its lives, started as its own main class starts it. */
final class EnsembleMember implements PeerNode {
    /** Whose data commands set. */
    static final String PATH = "/quorate";

    private static final int PORTS = 3;
    private static final int PATIENT_TICK_MS = 2_000;

    private final PeerConfig config;
    private final int node;
    private final List<Integer> ports;
    private Life life;
    private boolean isAlive;

    EnsembleMember(final PeerConfig config, final int node, final List<Integer> ports) {
        this.config = config;
        this.node = node;
        this.ports = ports;
    }

    /** How many TCP ports an ensemble of so many servers needs. */
    static int ports(final int servers) {
        return servers * PORTS;
    }

    /** Begins a life on what the last one left, once that one is over. */
    @Override
    public void start() {
        try {
            if (life != null) {
                life.join();
            }
            life = new Life(parsed());
            life.setDaemon(true);
            life.start();
            isAlive = true;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write ZooKeeper's configuration", e);
        } catch (final ConfigException e) {
            throw new IllegalStateException("ZooKeeper refuses its configuration", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private QuorumPeerConfig parsed() throws IOException, ConfigException {
        final Path data = Files.createDirectories(config.directory(node));
        Files.writeString(data.resolve("myid"), Integer.toString(node + 1));
        final Path file = data.resolve("zoo.cfg");
        Files.writeString(file, text(data));
        final QuorumPeerConfig parsed = new QuorumPeerConfig();
        parsed.parse(file.toString());
        return parsed;
    }

    /** A leader pings every half tick, and is given up after {@code syncLimit} ticks. */
    private String text(final Path data) {
        final int tickMs = config.keepsLog() ? 2 * config.heartbeatMs() : PATIENT_TICK_MS;
        final StringBuilder text = new StringBuilder()
                .append("tickTime=").append(tickMs)
                .append("\ninitLimit=").append(20_000 / tickMs)
                .append("\nsyncLimit=").append(Math.max(2, config.electionTimeoutMs() / tickMs))
                .append("\nmaxSessionTimeout=60000")
                .append("\nmaxClientCnxns=0")
                .append("\nadmin.enableServer=false")
                .append("\nmetricsProvider.className="
                        + "org.apache.zookeeper.metrics.impl.NullMetricsProvider")
                .append("\ndataDir=").append(data)
                .append("\nclientPort=").append(clientPort()).append('\n');
        for (int i = 0; i < ports.size() / PORTS; i++) {
            text.append("server.").append(i + 1).append("=127.0.0.1:").append(port(i, 1))
                    .append(':').append(port(i, 2)).append('\n');
        }
        return text.toString();
    }

    private int port(final int server, final int which) {
        return ports.get(server * PORTS + which);
    }

    /** Where it takes clients. */
    int clientPort() {
        return port(node, 0);
    }

    @Override
    public boolean isAlive() {
        return isAlive;
    }

    @Override
    public boolean isLeader() {
        final QuorumPeer peer = isAlive ? life.peer() : null;
        return peer != null && peer.getPeerState() == ServerState.LEADING && serves(peer);
    }

    private static boolean serves(final QuorumPeer peer) {
        final ZooKeeperServer server = peer.getActiveServer();
        return server != null && server.isRunning();
    }

    @Override
    public long applied() {
        final ZooKeeperServer server = life.peer().getActiveServer();
        return server == null ? 0
                : server.getZKDatabase().getDataTree().getNode(PATH).stat.getVersion();
    }

    /** Ends this life; its sockets are closed when this returns. */
    @Override
    public void kill() {
        isAlive = false;
        life.end();
    }

    /** The thread of one life. */
    private static final class Life extends Thread {
        private final QuorumPeerConfig parsed;
        private final Main main = new Main();

        Life(final QuorumPeerConfig parsed) {
            super("zookeeper-" + parsed.getServerId());
            this.parsed = parsed;
        }

        @Override
        public void run() {
            try {
                main.runFromConfig(parsed);
            } catch (final IOException | AdminServerException e) {
                throw new IllegalStateException("a ZooKeeper server did not start", e);
            }
        }

        QuorumPeer peer() {
            return main.peer();
        }

        void end() {
            main.close();
        }
    }

    /** ZooKeeper's main class, which keeps its peer to itself. */
    private static final class Main extends QuorumPeerMain {
        QuorumPeer peer() {
            return quorumPeer;
        }
    }
}
