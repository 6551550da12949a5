package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.benchmarks.rig.RigConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {
    @TempDir
    private Path temp;

    @Test
    void everyPresetDescribesAClusterThatCanRun() {
        for (final String name : Preset.NAMES) {
            final Preset preset = Preset.of(name);
            assertEquals(name, preset.name());
            assertDoesNotThrow(() -> RigConfig.of(preset.single()), name);
        }
    }

    @Test
    void everyCurveVariesWhatItIsNamedAfterInClustersThatCanRun() {
        for (final String name : Preset.CURVES) {
            final Preset curve = Preset.of(name);
            assertTrue(curve.params().values().stream().anyMatch(values -> values.size() > 1),
                    name);
            Catalogue.combinations(curve.params()).forEach(each ->
                    assertDoesNotThrow(() -> RigConfig.of(each), name + " " + each));
        }
    }

    @ParameterizedTest
    @CsvSource({"es-default, 33000", "es-tight, 600", "raft-fast, 60"})
    void aPresetTellsHowLateADeadLeaderIsMissed(final String name, final long ms) {
        assertEquals(ms * 1_000_000, RigConfig.of(Preset.of(name).single()).detectionNsMax());
    }

    @Test
    void aFileSetsTheSameKeysAsTypedParameters() throws IOException {
        final Path file = Files.writeString(temp.resolve("my own.toml"),
                "heartbeatMs = 10   # often\nstorage = \"mapped\"\nwindow = [1, 64]\n");

        final Preset preset = Preset.of(file.toString());

        assertEquals("my-own", preset.name());
        assertEquals(List.of("10"), preset.params().get("heartbeatMs"));
        assertEquals(List.of("mapped"), preset.params().get("storage"));
        assertEquals(List.of("1", "64"), preset.params().get("window"));
    }

    @Test
    void aListOfKeysAndValuesIsAConfigurationToo() {
        final Preset preset = Preset.of("heartbeatMs=10,nodes=5");

        assertEquals("heartbeatMs-10-nodes-5", preset.name());
        assertEquals(List.of("5"), preset.params().get("nodes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "raft-fats         | did you mean raft-fast?",
        "hartbeatMs=10     | there is no key hartbeatMs; did you mean heartbeatMs?",
        "heartbeatMs=      | 'heartbeatMs=' in heartbeatMs= is not key=value",
        "no/such/file.toml | cannot read the configuration no/such/file.toml",
    })
    void whatIsNotUnderstoodIsNamedWithTheNearestKnownWord(final String word, final String why) {
        final String said =
                assertThrows(BadInputException.class, () -> Preset.of(word)).getMessage();
        assertTrue(said.contains(why), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nodes = 3 nodes         | f is no TOML: line 1",
        "electionTimeoutM = 150  | did you mean electionTimeoutMaxMs?",
        "nodes = { a = 1 }       | f: nodes must be a value or a list of values",
        "nodes = []              | f: nodes must be a value or a list of values",
    })
    void aFileIsReadStrictly(final String text, final String why) {
        final String said = assertThrows(BadInputException.class,
                () -> Preset.parse("f", text, "f")).getMessage();
        assertTrue(said.contains(why), said);
    }
}
