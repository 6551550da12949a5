package io.quorate.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.Outcome;
import io.quorate.wire.ClientReply;
import io.quorate.wire.ClientRequest;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A client in virtual time, and a cluster that says what the test lets it say. */
class ConversationTest {
    private static final long MS = 1_000_000;
    private static final int BODY = ClientReply.bodyOffset();

    private final Script script = new Script();
    private final List<String> outcomes = new ArrayList<>();
    private long nowNs;
    private Conversation client = conversation(true);
    private int submitted;

    private Conversation conversation(final boolean isPatient) {
        return new Conversation(script, new ClientSettings(7, Map.of(1, "", 2, "", 3, ""), "",
                Map.of(), 4, 30_000 * MS, 1_000 * MS, 10 * MS, Duration.ofMinutes(1).toNanos(),
                Duration.ofMinutes(30).toNanos(), isPatient), nowNs);
    }

    private void submit() {
        final int number = ++submitted;
        client.take(new Call(ClientRequest.COMMAND, 0, new byte[1], nowNs + 30_000 * MS,
                (call, outcome, index, leader, reply, at, length) ->
                        outcomes.add(number + " " + outcome)));
    }

    /** The reply to what was said at that place, as the client's next turn hears it. */
    private void reply(final int place, final Outcome outcome, final int leader,
            final long index) {
        final ClientReply reply = ClientReply.allocated().outcome(outcome.code(), leader)
                .correlation(script.correlations.get(place)).index(index);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[BODY + 12]);
        frame.putBytes(0, reply.buffer(), 0, BODY);
        frame.putLong(BODY, 60_000, ByteOrder.LITTLE_ENDIAN);
        frame.putInt(BODY + 8, 1024, ByteOrder.LITTLE_ENDIAN);
        script.replies.add(frame);
        turn();
    }

    private void turn() {
        client.doWork(nowNs);
    }

    private void pass(final long ms) {
        nowNs += ms * MS;
        turn();
    }

    /** What was said since this was last asked. */
    private List<String> said() {
        final List<String> all = List.copyOf(script.said);
        script.said.clear();
        script.correlations.clear();
        return all;
    }

    private void open(final int leader) {
        submit();
        turn();
        assertEquals(List.of("1: kind 1"), script.said);
        reply(0, Outcome.NOT_LEADER, leader, 0);
        reply(1, Outcome.COMMITTED, leader, 17);
        assertEquals(List.of("1: kind 1", leader + ": kind 1", leader + ": 1/1 of 17"), soFar());
    }

    private List<String> soFar() {
        return List.copyOf(script.said);
    }

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
