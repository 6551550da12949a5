package io.quorate.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LeadersTest {
    private final Leaders leaders = new Leaders();

    @Test
    void aMemberMayLeadInManyTermsAndSayItTwice() {
        leaders.note(1, 2);
        leaders.note(1, 2);
        leaders.note(3, 2);
        leaders.note(4, 1);
    }

    @Test
    void twoLeadersInOneTermAreAViolation() {
        leaders.note(1, 2);

        assertEquals("members 2 and 3 both led in term 1",
                assertThrows(SafetyViolation.class, () -> leaders.note(1, 3)).getMessage());
    }
}
