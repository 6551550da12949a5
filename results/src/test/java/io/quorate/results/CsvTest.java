package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void onlyWhatMustBeQuotedIsQuoted() {
        assertEquals("a,b c,,\"d,e\",\"say \"\"f\"\"\"",
                Csv.join(List.of("a", "b c", "", "d,e", "say \"f\"")));
    }

    @Test
    void whatWasJoinedIsSplitAgain() {
        final List<String> cells = List.of("", "any(a,b)", "\"", "\"\"", ",", "x=1;y=2", "");
        assertEquals(cells, Csv.split(Csv.join(cells)));
    }

    @Test
    void aLineBreakIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Csv.join(List.of("a\nb")));
    }
}
