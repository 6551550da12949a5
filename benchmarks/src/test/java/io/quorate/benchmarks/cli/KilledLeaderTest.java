package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.JvmFlags;
import io.quorate.benchmarks.Main;
import io.quorate.kv.KeyValueMachine;
import io.quorate.node.FreePorts;
import io.quorate.node.NodeConfig;
import io.quorate.node.RaftNode;
import io.quorate.raft.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader that is a process of its own, killed as by {@code kill -9}. Its successors would bear
 * with silence for long, so that only its host's word of its end can make them stand; and only
 * one of them may, as two that are slow to hear of each other would split the vote.
 */
@Timeout(300)
class KilledLeaderTest {
    private static final long PATIENT_S = 25;

    private final List<Integer> ports = FreePorts.find(3);

    @TempDir
    Path directory;

    private Path file(final int self) throws IOException {
        final StringBuilder text = new StringBuilder("cluster.id = 7\nmember.id = " + self + "\n");
        for (int id = 1; id <= ports.size(); id++) {
            text.append("member." + id + " = 127.0.0.1:" + ports.get(id - 1) + "\n");
        }
        text.append("""
                storage = memory
                detector.link = tcp
                priority.1 = 9
                priority.3 = 0
                priority.hold = 1ms
                """);
        final long timeoutS = self == 1 ? 6 : PATIENT_S;
        text.append("election-timeout = " + timeoutS + "s.." + (timeoutS + 1) + "s\n");
        return Files.writeString(directory.resolve(self + ".properties"), text);
    }

    private static void await(final long seconds, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not within " + seconds + " s");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void itIsMissedAndSucceededBeforeAnyTimeoutHasRunOut() throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "node", file(1).toString()));
        final Process first = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile()).start();
        try (RaftNode second = RaftNode.launch(NodeConfig.load(file(2)), new KeyValueMachine());
                RaftNode third = RaftNode.launch(NodeConfig.load(file(3)),
                        new KeyValueMachine())) {
            await(120, () -> second.leaderId() == 1 && third.leaderId() == 1);
            first.destroyForcibly();
            await(PATIENT_S - 5,
                    () -> second.role() == Role.LEADER || third.role() == Role.LEADER);
        } finally {
            first.destroyForcibly();
        }
    }
}
