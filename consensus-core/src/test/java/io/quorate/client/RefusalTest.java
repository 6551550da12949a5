package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.node.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Is told that something is not done, for now, or that nobody is there to do it. */
class RefusalTest extends Talk {
    @Test
    void aMemberWhoseProcessIsGoneIsLeftAtOnceAndWhatItWasToldIsSentToAnother() {
        open(2);
        said();
        turn();
        assertEquals(List.of(), said());
        script.gone.add(2);
        turn();
        assertEquals(List.of("3: 1/1 of 17"), said());
    }

    @Test
    void whoLeadsNextIsAskedForSoonAtFirstAndThenMoreSeldom() {
        open(3);
        said();
        script.gone.add(3);
        turn();
        final List<Long> pausesUs = new ArrayList<>();
        for (int attempt = 0; attempt < 6; attempt++) {
            reply(0, Outcome.NOT_LEADER, 0, 0);
            said();
            final long refusedNs = nowNs;
            while (script.said.isEmpty()) {
                nowNs += MS / 8;
                turn();
            }
            pausesUs.add((nowNs - refusedNs) / 1_000);
        }
        assertEquals(List.of(1_250L, 2_500L, 5_000L, 10_000L, 10_000L, 10_000L), pausesUs);
    }

    @Test
    void whatIsRefusedForWantOfRoomIsSentAgainAfterPausesThatDouble() {
        open(3);
        reply(2, Outcome.OVERLOADED, 3, 0);
        for (int pause = 20; pause <= 640; pause *= 2) {
            said();
            pass(pause - 1);
            assertEquals(List.of(), said());
            pass(1);
            assertEquals(List.of("3: 1/1 of 17"), soFar());
            reply(0, Outcome.OVERLOADED, 3, 0);
        }
        said();
        pass(640);
        reply(0, Outcome.COMMITTED, 3, 18);
        assertEquals(List.of("1 COMMITTED"), outcomes);
    }

    @Test
    void whatIsRefusedForWantOfRoomUntilItsTimeIsUpIsKnownNotToBeDone() {
        open(3);
        reply(2, Outcome.OVERLOADED, 3, 0);
        while (outcomes.isEmpty()) {
            said();
            pass(640);
            if (!script.correlations.isEmpty()) {
                reply(0, Outcome.OVERLOADED, 3, 0);
            }
        }
        assertEquals(List.of("1 OVERLOADED"), outcomes);
    }

    /** Four commands under way at member 3, at places 2 to 5 of what was said. */
    private void openWithFour() {
        open(3);
        for (int i = 0; i < 3; i++) {
            submit();
        }
        turn();
        assertEquals(List.of("3: 1/1 of 17", "3: 2/1 of 17", "3: 3/1 of 17", "3: 4/1 of 17"),
                soFar().subList(2, 6));
    }

    /** What was said since the first six words. */
    private List<String> since() {
        return soFar().subList(6, script.said.size());
    }

    @Test
    void whatIsRefusedIsSentAgainOnceWithAllThatWasSentAfterIt() {
        openWithFour();
        reply(3, Outcome.BACK_PRESSURED, 3, 0);
        reply(2, Outcome.COMMITTED, 3, 18);
        pass(11);
        assertEquals(List.of("3: 2/2 of 17", "3: 3/2 of 17", "3: 4/2 of 17"), since());
        reply(4, Outcome.OUT_OF_SEQUENCE, 3, 0);         // late, of the first attempts
        reply(5, Outcome.OUT_OF_SEQUENCE, 3, 0);
        pass(11);
        assertEquals(3, since().size());
        for (int place = 6; place <= 8; place++) {
            reply(place, Outcome.COMMITTED, 3, 19);
        }
        assertEquals(List.of("1 COMMITTED", "2 COMMITTED", "3 COMMITTED", "4 COMMITTED"),
                outcomes);
    }

    @Test
    void whatIsRefusedWhileItIsToBeSentAgainAnywayIsSentOnce() {
        openWithFour();
        for (int place = 2; place <= 5; place++) {
            reply(place, Outcome.OVERLOADED, 3, 0);
        }
        pass(21);
        assertEquals(List.of("3: 1/1 of 17", "3: 2/1 of 17", "3: 3/1 of 17", "3: 4/1 of 17"),
                since());
    }

    @Test
    void whatWasLostIsFoundByWhatComesTooEarly() {
        openWithFour();
        reply(5, Outcome.OUT_OF_SEQUENCE, 3, 0);         // and nobody ever hears of 1, 2 and 3
        pass(11);
        assertEquals(List.of("3: 1/1 of 17", "3: 2/1 of 17", "3: 3/1 of 17", "3: 4/1 of 17"),
                since());
    }

    @Test
    void whatIsRefusedAgainIsSentAgain() {
        openWithFour();
        reply(2, Outcome.BACK_PRESSURED, 3, 0);
        pass(11);
        reply(7, Outcome.BACK_PRESSURED, 3, 0);          // the second, for the second time
        pass(11);
        assertEquals(List.of("3: 2/1 of 17", "3: 3/1 of 17", "3: 4/1 of 17"),
                since().subList(4, since().size()));
    }

    @Test
    void aClientWithoutPatienceFailsAtOnceAndGoesOn() {
        client = conversation(false);
        open(3);
        reply(2, Outcome.OVERLOADED, 3, 0);
        assertEquals(List.of("1 OVERLOADED"), outcomes);
        said();
        submit();
        turn();
        assertEquals(List.of("3: 2/2 of 17"), said());
    }
}
