package io.quorate.benchmarks.remote;

import io.quorate.kv.KeyValueMachine;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeConfigBuilder;
import io.quorate.node.RaftNode;
import io.quorate.port.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Three members that are threads of this JVM, for tests of those who know no more of them than a
 * file. They wait long before they suspect their leader, whatever the host does meanwhile.
 */
public final class NearbyCluster implements AutoCloseable {
    /** How many there are at first. */
    public static final int MEMBERS = 3;

    private final long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final List<Integer> ports = FreePorts.find(MEMBERS + 1);
    private final List<RaftNode> nodes = new ArrayList<>();
    private final Duration electionTimeout;
    private final Path file;

    /** Launched, and named by a file in that directory; elections wait 6 to 7 s. */
    public NearbyCluster(final Path directory) throws IOException {
        this(directory, Duration.ofSeconds(6));
    }

    /** The same, where elections wait so long, and up to a second more. */
    public NearbyCluster(final Path directory, final Duration electionTimeout)
            throws IOException {
        this.electionTimeout = electionTimeout;
        final StringBuilder text = new StringBuilder("cluster.id = " + id + "\n");
        for (int member = 1; member <= MEMBERS; member++) {
            text.append("member.").append(member).append(" = ").append(address(member))
                    .append('\n');
            launch(member, false);
        }
        file = Files.writeString(directory.resolve("members.properties"), text);
    }

    private void launch(final int self, final boolean isJoining) {
        final NodeConfigBuilder config = NodeConfig.builder().cluster(id).self(self)
                .storage("memory", Durability.MEMORY).transport("aeron-udp")
                .electionTimeout(electionTimeout, electionTimeout.plusSeconds(1))
                .bootstrap(!isJoining).join(isJoining);
        for (int member = 1; member <= Math.max(MEMBERS, self); member++) {
            config.member(member, address(member));
        }
        nodes.add(RaftNode.launch(config.build(), new KeyValueMachine()));
    }

    /** One more node, which is there to join. */
    public void launchAnother() {
        launch(MEMBERS + 1, true);
    }

    /** A member by its id. */
    public RaftNode node(final int member) {
        return nodes.get(member - 1);
    }

    /** Where a member is reached, or the one that is there to join. */
    public String address(final int member) {
        return "127.0.0.1:" + ports.get(member - 1);
    }

    /** The file that names it. */
    public Path file() {
        return file;
    }

    /** What others know of it. */
    public RemoteCluster known() {
        return RemoteCluster.of(file);
    }

    @Override
    public void close() {
        nodes.forEach(RaftNode::close);
    }
}
