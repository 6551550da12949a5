package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void wordsStandLeftAndFiguresRightUnderARule() {
        final TextTable table = new TextTable().left("benchmark").right("p50 ms").left("verdict")
                .row("Failover", 171.4, "ok")
                .row("CommitThroughput", 9, "");
        assertEquals("""
                benchmark         p50 ms  verdict
                ----------------  ------  -------
                Failover           171.4  ok
                CommitThroughput       9
                """, table.toString());
    }

    @Test
    void missingCellsAtTheEndAreBlank() {
        final TextTable table = new TextTable().left("a").left("b").row(List.of("x"));
        assertEquals("a  b\n-  -\nx\n", table.toString());
    }

    @Test
    void aRowWithTooManyCellsIsRefused() {
        final TextTable table = new TextTable().left("a");
        assertThrows(IllegalArgumentException.class, () -> table.row("x", "y"));
    }

    @Test
    void aColumnAfterTheFirstRowIsRefused() {
        final TextTable table = new TextTable().left("a").row("x");
        assertThrows(IllegalStateException.class, () -> table.right("b"));
    }
}
