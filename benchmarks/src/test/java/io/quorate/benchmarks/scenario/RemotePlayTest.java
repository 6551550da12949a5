package io.quorate.benchmarks.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.remote.Injector;
import io.quorate.benchmarks.remote.NearbyCluster;
import io.quorate.benchmarks.remote.RemoteCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of which nothing is known but a file that names its members. They are threads of this
 * JVM here, so that nobody can strike them; .ci/run plays deploy/namespaces.toml on nodes that are.
 */
@Timeout(180)
@EnabledOnOs({OS.LINUX, OS.MAC})
class RemotePlayTest {
    private static final String HEAD = """
            version = 1
            length = "4s"
            [cluster]
            nodes = %d
            [load]
            rate = 50
            [[step]]
            at = "1s"
            fault = "%s"
            target = "leader"
            for = "1s"
            [expect]
            end = "GREEN"
            elections-max = 0
            """;
    private static final String TRANSFER = """
            version = 1
            length = "5s"
            [cluster]
            nodes = 3
            [load]
            rate = 50
            [[step]]
            at = "1s"
            fault = "transfer"
            target = "leader"
            [expect]
            end = "GREEN"
            elections-min = 1
            """;

    private NearbyCluster members;
    private RemoteCluster cluster;

    @TempDir
    Path directory;

    @BeforeEach
    void launch() throws IOException {
        members = new NearbyCluster(directory);
        cluster = members.known();
    }

    @AfterEach
    void close() {
        members.close();
    }

    /** It says that all is done, and does nothing. */
    private Injector injector() throws IOException {
        final Path script = Files.writeString(directory.resolve("injector"), """
                #!/bin/sh
                while read -r order words; do
                    echo "$order $words" >> %s/told
                    case $order in faults) echo done one-way kill9 ;; *) echo done ;; esac
                done
                """.formatted(directory));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new Injector(script.toString());
    }

    private static Scenario scenario(final int nodes, final String fault) {
        return ScenarioFile.parse("far", "far", HEAD.formatted(nodes, fault));
    }

    @Test
    void itsLeaderHandsOverWhenAskedAndEachWriteIsReadBack() {
        final Scenario scenario = ScenarioFile.parse("asked", "asked", TRANSFER);
        try (Ground ground = Grounds.remote(scenario, cluster, null)) {
            for (int time = 0; time < 2; time++) {
                final Performance performance = new Play(scenario, ground).run();
                assertTrue(performance.isGood(), String.join("\n", performance.lines()));
            }
        }
    }

    @Test
    void whoIsStruckIsToldToTheInjectorAndWhoIsSaidToBeKilledIsNotThereUntilItIsMended()
            throws IOException {
        final Performance cutOff = play(scenario(3, "one-way"));
        assertTrue(cutOff.isGood(), String.join("\n", cutOff.lines()));

        final Performance killed = play(scenario(3, "kill9"));

        final String lines = String.join("\n", killed.lines());
        assertTrue(lines.contains("health RED: nobody leads"), lines);
        assertTrue(lines.contains("health GREEN: every member follows member"), lines);
        final List<String> told = Files.readAllLines(directory.resolve("told"));
        assertEquals(6, told.size(), told.toString());
        assertTrue(told.get(1).matches("strike one-way [123] 0"), told.toString());
        assertEquals(told.get(1).replaceFirst("strike", "mend").replaceFirst(" 0$", ""),
                told.get(2));
        assertTrue(told.get(4).matches("strike kill9 [123] 0"), told.toString());
    }

    private Performance play(final Scenario scenario) throws IOException {
        try (Ground ground = Grounds.remote(scenario, cluster, injector())) {
            return new Play(scenario, ground).run();
        }
    }

    @Test
    void whatNobodyCanDoOrIsOfAnotherClusterIsRefusedBeforeAnythingIsStruck() {
        assertEquals("fault pause is done to members elsewhere by an injector, and "
                + directory.resolve("injector") + " does not know it", refusal(3, "pause", true));
        assertEquals("fault crash is done to members elsewhere by an injector, and there is none:"
                + " name one by --injector", refusal(3, "crash", false));
        assertEquals("the scenario is of voters 1 to 5, and " + cluster.file()
                + " names 1, 2, 3: set nodes and observers in a scenario of your own, or choose"
                + " another", refusal(5, "kill9", true));
    }

    private String refusal(final int members, final String fault, final boolean hasInjector) {
        return assertThrows(BadInputException.class, () -> Grounds
                .remote(scenario(members, fault), cluster, hasInjector ? injector() : null).close())
                .getMessage();
    }
}
