package io.quorate.benchmarks.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.load.ClosedLoop;
import io.quorate.benchmarks.rig.SafetyViolation;
import io.quorate.node.ReadLevel;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What drives the benchmarks of clusters that run elsewhere, and three members. */
@Timeout(120)
class RemotePipesTest {
    private static final int PAYLOAD = 32;
    private static final int COMMANDS = 1000;

    private NearbyCluster members;

    @TempDir
    Path directory;

    @BeforeEach
    void launch() throws IOException {
        members = new NearbyCluster(directory);
    }

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void whatWasPutLastIsReadBack() {
        try (WritePipe pipe = new WritePipe(members.known(), 64, PAYLOAD)) {
            final ClosedLoop loop = new ClosedLoop(pipe, 64, PAYLOAD);
            loop.complete(COMMANDS);
            loop.drain();

            assertEquals(loop.offered(), pipe.completed());
            pipe.verify();
        }
    }

    @Test
    void aValueThatIsNotThereIsABreachOfSafety() {
        try (WritePipe pipe = new WritePipe(members.known(), 64, PAYLOAD)) {
            assertTrue(pipe.offer(new UnsafeBuffer(new byte[PAYLOAD]), 0, PAYLOAD));

            // It is not even sent: the client's turn comes with the reading, which goes before.
            assertTrue(assertThrows(SafetyViolation.class, pipe::verify).getMessage()
                    .startsWith("command 0 was answered as committed, and what is read after it"));
        }
    }

    @Test
    void readsAreAnsweredByTheLeaderAndByEachMemberThatIsNamed() {
        for (int member = 0; member <= 3; member++) {
            try (ReadsPipe pipe =
                    new ReadsPipe(members.known(), ReadLevel.LINEARIZABLE, member)) {
                final ClosedLoop loop = new ClosedLoop(pipe, 16, ClosedLoop.PAYLOAD_MIN);
                loop.complete(COMMANDS);
                loop.drain();

                assertEquals(loop.offered(), pipe.completed());
            }
        }
    }

    @Test
    void whoIsNoMemberAndAFileThatIsNotNamedAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new ReadsPipe(members.known(), ReadLevel.LOCAL, 9)).getMessage()
                .startsWith("member 9 is not one of those that "));
        assertThrows(BadInputException.class, () -> RemoteCluster.named(""));
        assertThrows(IllegalArgumentException.class,
                () -> new WritePipe(members.known(), 1025, PAYLOAD));
    }
}
