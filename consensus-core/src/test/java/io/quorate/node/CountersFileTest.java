package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.status.CountersManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersFileTest {
    @Test
    void nobodyReadsAFileToWhichCountersAreStillAdded(@TempDir final Path directory) {
        final CountersFile file = CountersFile.create(directory, 2);
        final CountersManager manager = file.manager();
        manager.allocate("first");
        assertThrows(ConfigException.class, () -> CountersFile.read(directory));
        manager.allocate("second");
        assertThrows(ConfigException.class, () -> CountersFile.read(directory));
        file.complete();
        final List<String> labels = new ArrayList<>();
        CountersFile.read(directory).forEach((place, label) -> labels.add(label));
        assertEquals(List.of("first", "second"), labels);
    }
}
