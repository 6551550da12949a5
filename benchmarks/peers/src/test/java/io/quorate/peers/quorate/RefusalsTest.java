package io.quorate.peers.quorate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Refusals refusals = new Refusals();
    private final List<Long> told = new ArrayList<>();
    private final List<Long> offered = new ArrayList<>();

    private void committed(final long... numbers) {
        for (final long number : numbers) {
            refusals.committed(number, told::add);
        }
    }

    @Test
    void answersAreToldAtOnceWhereNothingWasRefused() {
        committed(0, 1);
        assertEquals(List.of(0L, 1L), told);
        assertTrue(refusals.areOffered());
    }

    @Test
    void whatWasRefusedIsOfferedAgainAndAnswersOfLaterCommandsWaitForItsAnswer() {
        refusals.refused(1);
        refusals.refused(2);
        assertFalse(refusals.areOffered());
        committed(0, 3);
        assertEquals(List.of(0L), told);

        refusals.offer(number -> number == 1 && offered.add(number));
        assertEquals(List.of(1L), offered);
        assertFalse(refusals.areOffered(), "the second found no room");
        refusals.offer(offered::add);
        assertEquals(List.of(1L, 2L), offered);
        assertTrue(refusals.areOffered());

        committed(2, 1);
        assertEquals(List.of(0L, 1L, 2L, 3L), told);
        committed(4);
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), told);
    }

    @Test
    void aCommandThatIsRefusedTwiceIsOfferedTwice() {
        refusals.refused(0);
        refusals.offer(offered::add);
        refusals.refused(0);
        committed(1);
        refusals.offer(offered::add);
        committed(0);
        assertEquals(List.of(0L, 0L), offered);
        assertEquals(List.of(0L, 1L), told);
    }

    @Test
    void whatIsForgottenHoldsUpNoAnswer() {
        refusals.refused(0);
        committed(1);
        refusals.forget();
        committed(2);
        assertEquals(List.of(2L), told);
        assertTrue(refusals.areOffered());
    }
}
