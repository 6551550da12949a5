package io.quorate.benchmarks.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a shell that write down what they are told, and what becomes of their answers. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
class InjectorTest {
    private static final Weight WEIGHT = new Weight(90_000_000, 0.98);

    @TempDir
    Path directory;

    /** One that knows faults, and answers an order by the word that it ends in, else by done. */
    private Path program(final String faults) throws IOException {
        return script("""
                #!/bin/sh
                while read -r order fault member amount; do
                    echo "$order $fault $member $amount" >> %1$s/told
                    case "$order $member" in
                        "faults ") echo "%2$s" ;;
                        *2) echo "failed member 2 is not there" ;;
                        *3) exit 0 ;;
                        *) echo done ;;
                    esac
                done
                echo "end" >> %1$s/told
                """.formatted(directory, faults));
    }

    private Path script(final String text) throws IOException {
        final Path script = Files.writeString(directory.resolve("injector"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private Injector injector(final String faults) throws IOException {
        return new Injector(program(faults).toString());
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(directory.resolve("told")).stream().map(String::strip).toList();
    }

    private static void await(final BooleanSupplier holds) {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not within 60 s");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void itIsToldEachOrderOnALineAndTheEndOfItsInputIsItsEnd() throws IOException {
        try (Injector injector = injector("done crash slow-node lossy-link")) {
            assertTrue(injector.can(Fault.SLOW_NODE));
            assertFalse(injector.can(Fault.PAUSE));
            injector.strike(1, Fault.CRASH, WEIGHT);
            injector.strike(1, Fault.SLOW_NODE, WEIGHT);
            injector.strike(4, Fault.LOSSY_LINK, WEIGHT);
            injector.mend(1, Fault.CRASH);
            injector.turn();
        }

        assertEquals(List.of("faults", "strike crash 1 0", "strike slow-node 1 90000000",
                "strike lossy-link 4 0.98", "mend crash 1", "end"), told());
    }

    @Test
    void whatItCouldNotDoIsToldInItsOwnWords() throws IOException {
        try (Injector injector = injector("done crash")) {
            injector.strike(2, Fault.CRASH, WEIGHT);
            final IllegalStateException[] met = new IllegalStateException[1];

            await(() -> {
                try {
                    injector.turn();
                } catch (final IllegalStateException e) {
                    met[0] = e;
                }
                return met[0] != null;
            });

            assertEquals("the injector " + injector + " was told \"strike crash 2 0\": failed"
                    + " member 2 is not there", met[0].getMessage());
            injector.turn();                             // it is told once
        }
    }

    @Test
    void oneThatEndsBeforeItsInputDoesIsMissed() throws IOException {
        try (Injector injector = injector("done crash")) {
            injector.strike(3, Fault.CRASH, WEIGHT);
            final String[] met = new String[1];

            await(() -> {
                try {
                    injector.turn();
                } catch (final IllegalStateException e) {
                    met[0] = e.getMessage();
                }
                return met[0] != null;
            });

            assertTrue(met[0].endsWith("\"strike crash 3 0\": it has ended"), met[0]);
        }
    }

    @Test
    void oneThatKnowsAFaultOfItsOwnOrDoesNotAnswerAsItShouldIsRefused() throws IOException {
        assertRefused(program("done crash typhoon"), "fault must be one of crash, ");
        assertRefused(script("#!/bin/sh\nread -r order; echo hello; cat > /dev/null\n"),
                "was told \"faults\": hello; ");
        assertRefused(script("#!/bin/sh\nexit 3\n"), "was told \"faults\": it has ended; ");
    }

    @Test
    void whatIsNoProgramIsRefused() {
        assertRefused(directory.resolve("nothing"), "the injector cannot be started: ");
    }

    private static void assertRefused(final Path program, final String words) {
        final String message = assertThrows(BadInputException.class,
                () -> new Injector(program.toString())).getMessage();
        assertTrue(message.contains(words), message);
    }
}
