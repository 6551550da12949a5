package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that only sleeps, as the host says that it stands still or does not. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ProcessPaceTest {
    private static final long STILL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int TURNS = 3;

    private Process process;
    private ProcessPace pace;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
        pace = new ProcessPace(process.pid());
    }

    @AfterEach
    void end() throws InterruptedException {
        pace.close();
        process.destroyForcibly().waitFor();
    }

    @Test
    void whoStandsStillIsStoppedUntilItGoesOn() {
        pace.stand(true);
        await(this::isStopped);

        pace.stand(false);
        await(() -> !isStopped());
    }

    @Test
    void whoIsSlowStandsStillAndGoesOnInTurnsUntilItIsSlowNoMore() {
        pace.slow(STILL_NS);
        for (int turn = 0; turn < TURNS; turn++) {
            await(this::isStopped);
            await(() -> !isStopped());
        }

        pace.slow(0);

        await(() -> !isStopped());
        pace.requireWorks();
    }

    @Test
    void whoIsSlowAndStandsStillDoesNotGoOnInItsTurn() {
        pace.stand(true);
        await(this::isStopped);
        pace.slow(STILL_NS);

        final long endNs = System.nanoTime() + 5 * STILL_NS;
        while (System.nanoTime() - endNs < 0) {
            assertTrue(isStopped());
        }

        pace.stand(false);
        await(() -> !isStopped());
    }

    @Test
    void whoStandsStillGoesOnWhenNobodyIsThereToTellIt() {
        pace.stand(true);
        await(this::isStopped);

        pace.close();

        await(() -> !isStopped());
    }

    @Test
    void whoIsSlowGoesOnWhenNobodyIsThereToTellIt() {
        pace.slow(STILL_NS);
        await(this::isStopped);

        pace.close();

        await(() -> !isStopped());
    }

    @Test
    void whoHasEndedCannotBeStopped() throws InterruptedException {
        process.destroyForcibly().waitFor();

        final String message =
                assertThrows(IllegalStateException.class, () -> pace.stand(true)).getMessage();

        assertEquals("process " + process.pid() + " cannot be sent SIGSTOP", message);
        assertFalse(process.isAlive());
    }

    @Test
    void ninetyOfAHundredMillisecondsAreStillAndNoTurnIsTooShortToBeUsed() {
        assertEquals(TimeUnit.MILLISECONDS.toNanos(10),
                ProcessPace.goingNs(TimeUnit.MILLISECONDS.toNanos(90)));
        assertEquals(TimeUnit.MILLISECONDS.toNanos(2),
                ProcessPace.goingNs(TimeUnit.MILLISECONDS.toNanos(5)));
    }

    /** The letter after the name in brackets, which is T for one that is stopped. */
    private boolean isStopped() {
        try {
            final String told = Files.readString(Path.of("/proc", Long.toString(process.pid()),
                    "stat"));
            return told.charAt(told.lastIndexOf(')') + 2) == 'T';
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(final BooleanSupplier holds) {
        final long endNs = System.nanoTime() + DEADLINE_NS;
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - endNs < 0, "not within 60 s");
            Thread.onSpinWait();
        }
    }
}
