package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quorate.Await;
import io.quorate.port.DiskProbe;
import io.quorate.port.Durability;
import io.quorate.raft.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disks that answer, that do not, and that refuse. */
@Timeout(60)
class FileProbeTest {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long A_WHILE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    @TempDir
    Path directory;

    @Test
    void aDiskThatAnswersIsAskedAgainAndAgainAndOwesNothing() {
        final AtomicInteger asked = new AtomicInteger();
        try (FileProbe probe = new FileProbe("probe", INTERVAL_NS, asked::incrementAndGet)) {
            Await.until("ten answers", () -> asked.get() > 10);
            Await.until("an answer", () -> probe.waitedNs() == 0);
            assertEquals(INTERVAL_NS, probe.intervalNs());
        }
        final int before = asked.get();
        LockSupport.parkNanos(A_WHILE_NS);
        assertEquals(before, asked.get());               // whoever is closed asks no more
    }

    @Test
    void whatADiskOwesGrowsUntilItAnswers() {
        final CountDownLatch answer = new CountDownLatch(1);
        try (FileProbe probe = new FileProbe("probe", INTERVAL_NS, () -> awaitIt(answer))) {
            Await.until("a question that waits", () -> probe.waitedNs() > A_WHILE_NS);
            answer.countDown();
            Await.until("an answer", () -> probe.waitedNs() == 0);
        }
    }

    private static void awaitIt(final CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void anErrorIsNoAnswer() {
        final AtomicInteger asked = new AtomicInteger();
        try (FileProbe probe = new FileProbe("probe", INTERVAL_NS, () -> {
            if (asked.incrementAndGet() < 50) {
                throw new IOException("read-only");
            }
        })) {
            Await.until("ten errors",
                    () -> asked.get() > 10 || probe.waitedNs() > 10 * INTERVAL_NS);
            Await.until("an answer after errors", () -> asked.get() >= 50 && probe.waitedNs() == 0);
        }
    }

    @Test
    void closingWaitsForNoDiskThatDoesNotAnswer() {
        final CountDownLatch never = new CountDownLatch(1);
        final DiskProbe probe = new FileProbe("probe", INTERVAL_NS, () -> awaitIt(never));
        Await.until("a question", () -> probe.waitedNs() > 0);
        probe.close();
        never.countDown();
    }

    @Test
    void aDirectoryThatIsGoneIsMissed() throws IOException {
        final Path place = Files.createDirectory(directory.resolve("place"));
        try (FileProbe probe = FileProbe.of(1, place, INTERVAL_NS, true)) {
            Await.until("the first answer",
                    () -> Files.exists(place.resolve("health.probe")) && probe.waitedNs() == 0);
            Await.until("the directory to be gone", () -> move(place));
            Await.until("a question that waits", () -> probe.waitedNs() > A_WHILE_NS);
            Files.createDirectory(place);
            Await.until("an answer", () -> probe.waitedNs() == 0);
        }
    }

    private boolean move(final Path place) {
        try {
            Files.move(place, directory.resolve("elsewhere"));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    private RaftNode launch(final String probe, final Durability durability) {
        return RaftNode.launch(NodeConfig.builder().cluster(4_711).member(1, "")
                .storage("mapped", durability).directory(directory.resolve("node"))
                .transport("loopback").bootstrap(true).heartbeat(Duration.ofMillis(2))
                .electionTimeout(Duration.ofMillis(10), Duration.ofMillis(20))
                .set("health.probe", probe).build(), InlineCluster.ECHO);
    }

    @Test
    void aNodeAsksItsDiskIfItIsToldTo() {
        final Path file = directory.resolve("node").resolve("health.probe");
        try (RaftNode node = launch("0", Durability.FSYNC)) {
            Await.until("a leader", () -> node.role() == Role.LEADER);
            assertFalse(Files.exists(file));
        }
        try (RaftNode node = launch("1ms", Durability.PAGE_CACHE)) {
            Await.until("the file", () -> node.isRunning() && Files.exists(file));
        }
    }
}
