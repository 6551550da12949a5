package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    private Path folder;

    private static SweepCell cell(
            final int heartbeatMs, final double p99Ms, final double falseOnes) {
        return new SweepCell("sim", 3, heartbeatMs, 50, 100, 2000, p99Ms / 2, p99Ms, 2 * p99Ms,
                p99Ms / 2, falseOnes, 1);
    }

    @Test
    void aSweepGoesOnWhereItWasInterrupted() throws IOException {
        Sweep.open(folder).add(cell(10, 90, 2));
        Files.writeString(folder.resolve("cells.csv"), "sim,3,25,50", StandardOpenOption.APPEND);

        final Sweep again = Sweep.open(folder);

        assertTrue(again.has(cell(10, 90, 2).key()));
        assertFalse(again.has(cell(25, 90, 2).key()));
        again.add(cell(25, 80, Double.NaN));
        assertEquals(List.of(cell(10, 90, 2).line(), cell(25, 80, Double.NaN).line()),
                Sweep.open(folder).cells().stream().map(SweepCell::line).toList());
    }

    @Test
    void onTheFrontNothingIsBothFasterAndCalmer() {
        final Sweep sweep = Sweep.open(folder);
        List.of(cell(5, 60, 100), cell(10, 80, 20), cell(20, 90, 30), cell(25, 100, 0),
                cell(50, 200, 0)).forEach(sweep::add);

        assertEquals(List.of(5, 10, 25),
                sweep.front().stream().map(SweepCell::heartbeatMs).toList());
        assertEquals(3, cell(50, 200, 0).falsePerHour());
    }

    @Test
    void itsReportHasMapsAndTheFront() throws IOException {
        final Sweep sweep = Sweep.open(folder);
        sweep.add(cell(5, 60, 100));
        final String html = Files.readString(sweep.report("./quorate sweep heartbeat=5 --sim"));
        assertTrue(html.contains("\"kind\":\"heat\"") && html.contains("\"id\":\"pareto\""));
    }

    @Test
    void whatIsNoSweepIsRefusedAndLeftAsItIs() throws IOException {
        final Path file = Files.writeString(folder.resolve("cells.csv"), "a,b\n1,2\n");
        assertThrows(ResultsException.class, () -> Sweep.open(folder));
        Files.writeString(file, SweepCell.HEADER + "\nsim,3\n");
        assertTrue(assertThrows(ResultsException.class, () -> Sweep.open(folder)).getMessage()
                .contains("line 2 is no cell"));
    }
}
