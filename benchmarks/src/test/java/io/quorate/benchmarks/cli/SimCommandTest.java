package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimCommandTest {
    @Test
    void seedsRunOnAllCoresAndAreAddedUp() {
        final List<String> said = run("sim --seeds 4 --seed 10 --minutes 1 --nodes 3");

        assertEquals("seeds               4, from 10 on", said.get(0));
        for (final String told : List.of("simulated hours     0.1", "events  ",
                "operations checked  ", "slowest check  ", "faults struck       loss ")) {
            assertTrue(said.stream().anyMatch(line -> line.startsWith(told)), told + said);
        }
        assertEquals("no rule was seen broken", said.get(said.size() - 1));
    }

    @Test
    void oneSeedTellsAllThatHappensAndTheSameHashEachTime() {
        final List<String> once = run("sim --seed 10 --minutes 1");
        final List<String> again = run("sim --seed 10 --minutes 1");

        assertTrue(once.get(0).contains("begins life 1"), once.get(0));
        assertTrue(once.get(once.size() - 1).matches("seed 10: .*, trace [0-9a-f]{16}"));
        assertEquals(once, again);
    }

    private static List<String> run(final String typed) {
        final StringWriter out = new StringWriter();
        final PrintWriter printer = new PrintWriter(out, true);
        assertEquals(0, new Quorate(printer, printer).run(typed.split(" ")), out::toString);
        return out.toString().lines().toList();
    }
}
