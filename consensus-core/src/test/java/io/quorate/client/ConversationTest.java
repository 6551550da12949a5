package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finds its leader, keeps its session, and sends again what may be lost. */
class ConversationTest extends Talk {
    @Test
    void theLeaderIsFoundByAHintAndASessionIsOpened() {
        open(3);
        reply(2, Outcome.COMMITTED, 3, 18);
        assertEquals(List.of("1 COMMITTED"), outcomes);
        assertEquals(0, client.unanswered());
    }

    @Test
    void aMemberThatSendsCommandsOnIsPassedBy() {
        submit();
        turn();
        reply(0, Outcome.COMMITTED, 2, 17);         // its session, opened by way of member 1
        submit();
        turn();
        assertEquals(List.of("1: kind 1", "2: 1/1 of 17", "2: 2/1 of 17"), soFar());
        reply(1, Outcome.COMMITTED, 3, 18);         // 2 does not lead any more
        assertEquals(List.of("3: 2/2 of 17"), soFar().subList(3, 4));
        reply(3, Outcome.COMMITTED, 3, 19);
        assertEquals(List.of("1 COMMITTED", "2 COMMITTED"), outcomes);
    }

    @Test
    void aLeaderThatDidNotAnswerIsNotAskedWhileAnotherSendsCommandsOn() {
        open(2);
        pass(1_001);                                // 2 does not hear this client, but the others
        pass(11);
        reply(3, Outcome.COMMITTED, 2, 18);
        said();
        submit();
        turn();
        assertEquals(List.of("3: 2/2 of 17"), said());
    }

    @Test
    void aWindowIsUnderWayAndWhatIsSettledIsTold() {
        open(2);
        for (int i = 0; i < 5; i++) {
            submit();
        }
        turn();
        assertEquals(List.of("2: 2/1 of 17", "2: 3/1 of 17", "2: 4/1 of 17"),
                soFar().subList(3, 6));
        reply(4, Outcome.COMMITTED, 2, 20);         // the third: the first is still outstanding
        assertEquals(6, script.said.size());
        reply(2, Outcome.COMMITTED, 2, 18);
        assertEquals(List.of("2: 5/2 of 17"), soFar().subList(6, 7));
    }

    @Test
    void whatWasLostWithALeaderIsSentAgainToTheNextInOrder() {
        open(2);
        submit();
        submit();
        turn();
        reply(2, Outcome.COMMITTED, 2, 18);
        said();
        pass(1_001);
        assertEquals(List.of("3: 2/2 of 17", "3: 3/2 of 17"), soFar());
        reply(0, Outcome.NOT_LEADER, 1, 0);
        assertEquals(List.of("1: 2/2 of 17", "1: 3/2 of 17"), said().subList(2, 4));
        assertEquals(List.of("1 COMMITTED"), outcomes);
    }

    /** It stood still for longer than the client waits, and for less than anybody elects in. */
    @Test
    void aLeaderThatRestsIsAskedAgainWhenOthersStillNameItAfterAResponseTimeout() {
        open(2);
        said();
        pass(1_001);
        assertEquals(List.of("3: 1/1 of 17"), soFar());
        reply(0, Outcome.NOT_LEADER, 2, 0);         // it may not have seen yet that 2 is gone
        said();
        pass(11);
        assertEquals(List.of("1: 1/1 of 17"), soFar());
        pass(990);
        reply(0, Outcome.NOT_LEADER, 2, 0);
        assertEquals("2: 1/1 of 17", script.said.get(script.said.size() - 1));
        reply(script.said.size() - 1, Outcome.COMMITTED, 2, 18);
        assertEquals(List.of("1 COMMITTED"), outcomes);
    }

    /** Members that sent its commands on to a leader that was cut off have failed with it. */
    @Test
    void aLeaderThatWasCutOffAndRefusesIsLeftForThoseThatRest() {
        open(2);
        reply(2, Outcome.NOT_LEADER, 0, 0);         // it has heard no majority for too long
        pass(11);
        pass(1_001);                                // 3 sends on to it, and nobody answers
        pass(1_001);                                // nor by way of 1
        assertEquals(2, client.target());
        reply(script.said.size() - 1, Outcome.NOT_LEADER, 0, 0);
        pass(11);
        assertEquals("3: 1/1 of 17", script.said.get(script.said.size() - 1));   // it leads by now
    }

    @Test
    void aCommandInDoubtIsSentAgainWithinItsSession() {
        open(2);
        reply(2, Outcome.INDETERMINATE, 2, 0);
        said();
        pass(11);
        assertEquals(List.of("2: 1/1 of 17"), said());
    }

    @Test
    void anAnswerOfAnEarlierEpochCountsOnlyIfItIsGood() {
        open(2);
        final long early = script.correlations.get(2);
        pass(1_001);
        said();
        script.correlations.add(early);
        reply(0, Outcome.NOT_LEADER, 1, 0);
        assertEquals(3, client.target());
        reply(0, Outcome.COMMITTED, 2, 18);
        assertEquals(List.of("1 COMMITTED"), outcomes);
    }

    @Test
    void afterItsSessionHasEndedWhatMayHaveBeenExecutedIsInDoubtAndTheRestGoesOn() {
        open(2);
        reply(2, Outcome.INDETERMINATE, 2, 0);      // command 1 is sent a second time
        submit();                                   // command 2 once, in its wake
        pass(11);
        said();
        script.correlations.add(2L << 32 | 1);   // epoch 2, number 1
        reply(0, Outcome.SESSION_EXPIRED, 2, 0);
        assertEquals(List.of("1 INDETERMINATE"), outcomes);
        reply(1, Outcome.COMMITTED, 2, 40);
        assertTrue(said().contains("2: 1/1 of 40"));
    }

    @Test
    void aFullClusterIsToldByName() {
        submit();
        turn();
        reply(0, Outcome.SESSIONS_FULL, 1, 0);
        assertEquals(List.of("1 SESSIONS_FULL"), outcomes);
    }

    @Test
    void aSilentClientKeepsItsSessionAlive() {
        open(2);
        reply(2, Outcome.COMMITTED, 2, 18);
        said();
        pass(19_000);
        assertEquals(List.of(), said());
        pass(1_001);
        assertEquals(List.of("2: kind " + ClientRequest.KEEP_ALIVE), said());
    }

    @Test
    void aCallIsGivenUpInTime() {
        open(2);
        for (int i = 0; i < 31; i++) {
            pass(1_000);
        }
        assertEquals(List.of("1 INDETERMINATE"), outcomes);
        submit();
        client.close();
        assertEquals(List.of("1 INDETERMINATE", "2 STOPPED"), outcomes);
    }
}
