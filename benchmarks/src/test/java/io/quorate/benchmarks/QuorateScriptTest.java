package io.quorate.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code quorate}, in a checkout where java and mvn only say how they were called. */
class QuorateScriptTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);
    private static final String BUILDING = "quorate: building";

    @TempDir
    Path temp;
    private Path home;
    private Path bin;

    private record Outcome(int exitCode, String text) {}

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {
        home = Files.createDirectories(temp.resolve("a checkout"));
        bin = Files.createDirectories(temp.resolve("bin"));
        Files.copy(Path.of("..", "quorate"), home.resolve("quorate"));
        age(write(home.resolve("pom.xml"), ""));
        age(write(home.resolve("benchmarks/pom.xml"), ""));
        age(write(home.resolve("benchmarks/src/main/Source.java"), ""));
        write(home.resolve("benchmarks/peers/pom.xml"), "");
        write(home.resolve("benchmarks/peers/src/main/Source.java"), "");
        age(home.resolve("benchmarks/src/main"));
        write(home.resolve("benchmarks/target/benchmarks.jar"), "");
        write(home.resolve("consensus-core/target/classes/io/quorate/jvm.flags"), "-ea");
        for (final String tool : List.of("sed", "head", "find", "dirname", "readlink")) {
            command(tool, "exec " + which(tool) + " \"$@\"");
        }
        java("17.0.15");
        command("mvn", "echo mvn \"$@\"");
    }

    @Test
    void itRunsTheJarWithTheFlagsAndTheArgumentsAsGiven() throws Exception {
        final Outcome outcome = quorate("run", "Commit|Floor", "-p", "two words");

        assertEquals(0, outcome.exitCode(), outcome.text());
        assertEquals(List.of(
                "@" + home + "/consensus-core/target/classes/io/quorate/jvm.flags",
                "-Dquorate.home=" + home, "-jar", home + "/benchmarks/target/benchmarks.jar",
                "run", "Commit|Floor", "-p", "two words"), outcome.text().lines().toList());
    }

    @Test
    void otherSystemsHaveAJarOfTheirOwnWhichNobodyElseNeeds() throws Exception {
        final Outcome outcome = quorate("peers", "--forks", "1");

        assertTrue(outcome.text().contains(
                "mvn -B -ntp -q -DskipTests -pl benchmarks/peers -am package"), outcome.text());
        assertTrue(outcome.text().endsWith("-jar\n" + home
                + "/benchmarks/peers/target/quorate-peers.jar\npeers\n--forks\n1\n"),
                outcome.text());
    }

    @Test
    void itFindsItsCheckoutThroughASymbolicLink() throws Exception {
        final Path link = Files.createSymbolicLink(temp.resolve("q"), home.resolve("quorate"));

        assertTrue(run(link.toString()).text().contains("-Dquorate.home=" + home));
    }

    @Test
    void itBuildsWhenASourceIsNewerThanTheJar() throws Exception {
        age(home.resolve("benchmarks/target/benchmarks.jar"));
        write(home.resolve("benchmarks/src/main/Source.java"), "newer");

        final String text = quorate().text();

        assertTrue(text.startsWith(BUILDING), text);
        assertTrue(text.contains("mvn -B -ntp -q -DskipTests -pl benchmarks -am package"), text);
    }

    @Test
    void itBuildsWhenThereIsNoJar() throws Exception {
        Files.delete(home.resolve("benchmarks/target/benchmarks.jar"));

        assertTrue(quorate().text().startsWith(BUILDING));
    }

    @Test
    void itDoesNotRunWhatCouldNotBeBuilt() throws Exception {
        Files.delete(home.resolve("benchmarks/target/benchmarks.jar"));
        command("mvn", "exit 1");

        final Outcome outcome = quorate();

        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.text().endsWith("the build failed; Maven says why above.\n"));
        assertFalse(outcome.text().contains("-jar"));
    }

    @Test
    void aMachineWithoutJavaIsToldSoInOneSentence() throws Exception {
        Files.delete(bin.resolve("java"));

        assertEquals(new Outcome(2,
                "quorate: no java found; install JDK 17 or newer, or set JAVA_HOME.\n"), quorate());
    }

    @Test
    void anOldJavaIsNamed() throws Exception {
        java("11.0.2");

        assertEquals(new Outcome(2, "quorate: " + bin.resolve("java")
                + " is Java 11; Quorate needs 17 or newer.\n"), quorate());
    }

    @Test
    void aMachineWithoutMavenIsToldOnlyIfThereIsSomethingToBuild() throws Exception {
        Files.delete(bin.resolve("mvn"));
        assertEquals(0, quorate().exitCode());

        Files.delete(home.resolve("benchmarks/target/benchmarks.jar"));
        assertEquals(new Outcome(2,
                "quorate: no mvn found; install Maven 3.6.3 or newer to build.\n"), quorate());
    }

    private Outcome quorate(String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of(home.resolve("quorate").toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private Outcome run(String... command) throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        final Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", bin.toString());
        final Process process = builder.start();
        final byte[] text = process.getInputStream().readAllBytes();
        return new Outcome(process.waitFor(), new String(text, StandardCharsets.UTF_8));
    }

    private void java(String version) throws IOException {
        command("java", "[ \"$1\" = -version ] && echo 'openjdk version \"" + version + "\"'"
                + " || printf '%s\\n' \"$@\"");
    }

    private void command(String name, String body) throws IOException {
        final Path file = write(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    private static Path which(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool)).filter(Files::isExecutable)
                .findFirst().orElseThrow();
    }
}
