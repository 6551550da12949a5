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
    private static final int MEMBERS = 3;

    private final List<RaftNode> nodes = new ArrayList<>();
    private final Path file;

    /** Launched, and named by a file in that directory. */
    public NearbyCluster(final Path directory) throws IOException {
        final long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        final List<Integer> ports = FreePorts.find(MEMBERS);
        final StringBuilder text = new StringBuilder("cluster.id = " + id + "\n");
        for (int member = 1; member <= MEMBERS; member++) {
            text.append("member.").append(member).append(" = ").append(address(ports, member))
                    .append('\n');
        }
        file = Files.writeString(directory.resolve("members.properties"), text);
        for (int self = 1; self <= MEMBERS; self++) {
            final NodeConfigBuilder config = NodeConfig.builder().cluster(id).self(self)
                    .storage("memory", Durability.MEMORY).transport("aeron-udp")
                    .electionTimeout(Duration.ofSeconds(6), Duration.ofSeconds(7));
            for (int member = 1; member <= MEMBERS; member++) {
                config.member(member, address(ports, member));
            }
            nodes.add(RaftNode.launch(config.build(), new KeyValueMachine()));
        }
    }

    private static String address(final List<Integer> ports, final int member) {
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
