package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.Await;
import io.quorate.node.FreePorts;
import io.quorate.port.Transport;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often the members of a loop turn their driver: a turn is system calls. */
@Timeout(60)
class TurnsTest {
    private static final Transport.FrameHandler DEAF = (buffer, offset, length) -> {};
    private static final int LIMIT = 10;

    private final AeronDriver driver = AeronDriver.invoked();
    private final List<Peer> members = FreePorts.members(2);
    private final Transport one = open(1);
    private final Transport two = open(2);
    private final AppendReply word = AppendReply.allocated();
    private final AppendEntries letter = AppendEntries.allocated();
    private final UnsafeBuffer body = new UnsafeBuffer(new byte[64]);
    private int heard;

    private Transport open(final int self) {
        return new AeronTransportFactory(driver).open(new Settings(AeronTransportFactory.UDP, 5,
                self, members, Map.of()));
    }

    @BeforeEach
    void meet() {
        final int[] frames = new int[2];
        Await.until("both to hear each other on both lanes", () -> {
            one.send(2, word);
            two.send(1, word);
            one.send(2, letter, body, 0, body.capacity());
            two.send(1, letter, body, 0, body.capacity());
            one.poll((buffer, offset, length) -> frames[0]++, LIMIT);
            two.poll((buffer, offset, length) -> frames[1]++, LIMIT);
            return frames[0] > 2 && frames[1] > 2;
        });
        final int[] silence = new int[1];
        Await.until("nothing to be under way", () -> {
            frames[0] = 0;
            one.poll((buffer, offset, length) -> frames[0]++, LIMIT);
            two.poll((buffer, offset, length) -> frames[0]++, LIMIT);
            silence[0] = frames[0] == 0 ? silence[0] + 1 : 0;
            return silence[0] > 100;
        });
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
        driver.close();
    }

    @Test
    void aLoopInWhichNobodySpeaksTurnsItsDriverEverySecondRound() {
        final int rounds = 100;
        final long before = driver.turns();
        for (int round = 0; round < rounds; round++) {
            one.poll(DEAF, LIMIT);
            two.poll(DEAF, LIMIT);
        }
        assertEquals(rounds / 2, driver.turns() - before);
    }

    @Test
    void aQuestionAndItsAnswerTakeATurnEach() {
        final int rounds = 1_000;
        final long before = driver.turns();
        for (int round = 0; round < rounds; round++) {
            one.send(2, word);
            two.poll((buffer, offset, length) -> two.send(1, word), LIMIT);
            one.poll((buffer, offset, length) -> heard++, LIMIT);
        }
        assertTrue(heard >= rounds - LIMIT, heard + " of " + rounds);
        final long turns = driver.turns() - before;
        assertTrue(turns <= 2 * rounds + LIMIT, turns + " turns for " + rounds + " rounds");
    }

    /** Found where one turn moves one datagram a socket: answers queued up in the asker's. */
    @Test
    void whatIsAnsweredTwiceIsHeardTwiceAsSoonAsItIsSaid() {
        final int rounds = 1_000;
        for (int round = 0; round < rounds; round++) {
            one.send(2, word);
            two.poll((buffer, offset, length) -> {
                two.send(1, word);                            // two lanes: two datagrams
                two.send(1, letter, body, 0, body.capacity());
            }, LIMIT);
            one.poll((buffer, offset, length) -> heard++, LIMIT);
        }
        assertTrue(heard >= 2 * rounds - LIMIT, heard + " of " + 2 * rounds);
    }
}
