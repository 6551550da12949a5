package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.kv.KeyValue;
import io.quorate.kv.KeyValueMachine;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeConfig;
import io.quorate.node.RaftNode;
import io.quorate.node.ReadLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code examples/}, with ports and directories that are free. */
@Timeout(120)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path directory;

    private NodeConfig load(final String name, final List<Integer> ports) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(name));
        for (int i = 0; i < ports.size(); i++) {
            text = text.replace("localhost:900" + (i + (ports.size() == 1 ? 0 : 1)),
                    "localhost:" + ports.get(i));
        }
        text = text.replace("= data/", "= " + directory + "/");
        return NodeConfig.load(Files.writeString(directory.resolve(name), text));
    }

    private QuorateClient connect(final NodeConfig config) {
        final ClientBuilder client = QuorateClient.builder(config.clusterId())
                .deadTimeout(Duration.ofMillis(500), Duration.ofSeconds(2));
        config.members().forEach(member -> client.member(member.id(), member.address()));
        return client.connect();
    }

    private static String get(final QuorateClient client, final String key) {
        return KeyValue.text(
                client.read(ReadLevel.LINEARIZABLE, KeyValue.get(key)).join().bytes());
    }

    @Test
    void threeAreStartedOneIsLostAndWhatWasPutIsThere() throws IOException {
        final List<Integer> ports = FreePorts.find(3);
        final List<NodeConfig> configs = List.of(load("cluster-1.properties", ports),
                load("cluster-2.properties", ports), load("cluster-3.properties", ports));
        final List<RaftNode> nodes = configs.stream()
                .map(config -> RaftNode.launch(config, new KeyValueMachine())).toList();
        try (QuorateClient client = connect(configs.get(0))) {
            client.submit(KeyValue.put("greeting", "hello")).join();
            IntStream.range(0, 3).filter(i -> nodes.get(i).leaderId() == i + 1).findFirst()
                    .ifPresent(i -> nodes.get(i).close());
            assertEquals("hello", get(client, "greeting"));
        } finally {
            nodes.forEach(RaftNode::close);
        }
    }

    @Test
    void oneStandsAloneAndKeepsWhatWasPutOverARestart() throws IOException {
        final NodeConfig config = load("standalone.properties", FreePorts.find(1));
        try (RaftNode node = RaftNode.launch(config, new KeyValueMachine());
                QuorateClient client = connect(config)) {
            assertTrue(node.isRunning());
            assertEquals(KeyValue.Status.OK, KeyValue.status(
                    client.submit(KeyValue.put("greeting", "hello")).join().bytes()));
        }
        try (RaftNode node = RaftNode.launch(config, new KeyValueMachine());
                QuorateClient client = connect(config)) {
            assertEquals("hello", get(client, "greeting"));
            assertTrue(node.isRunning());
        }
    }
}
