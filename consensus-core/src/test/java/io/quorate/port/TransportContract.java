package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport must do, whatever it is made of. A subclass says how members 1, 2 and 3 are
 * opened; everything happens on the test's own thread.
 */
@Timeout(240)
public abstract class TransportContract {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MEGABYTE = 1 << 20;
    private static final int BODY = 100 << 10;

    private final TransportParty party = new TransportParty(this::open);

    /** Begins a life of member 1, 2 or 3; its last one has been closed. */
    protected abstract Transport open(int member);

    /** Lets go of what the transports of a test shared; they have been closed. */
    protected void closeNetwork() {
    }

    @AfterEach
    void closeAll() {
        party.closeAll();
        closeNetwork();
    }

    @Test
    void bothLanesDeliverInOrder() {
        party.open(1, 2).meet();
        for (int i = 0; i < 2_000; i++) {
            party.sayControl(1, 2);
            party.sayBulk(1, 2, i % 100);
            if (i % 50 == 0) {
                party.pollAll();
            }
        }
        party.awaitAllHeard();
    }

    @Test
    void aFrameWithAnEmptyBodyTakesTheBulkLane() {
        party.open(1, 2).meet();
        party.sayBulk(1, 2, 0);
        party.awaitAllHeard();
    }

    @Test
    void framesRoundTheCapacityArriveWhole() {
        party.open(1, 2).meet();
        final int header = AppendEntries.allocated().fixedLength();
        final int fits = party.transport(1).frameCapacity() - header;
        for (int length = fits - 33; length <= fits + 33; length++) {
            party.sayBulk(1, 2, length);
        }
        party.awaitAllHeard();
    }

    @Test
    void aLargeBodyArrivesWholeAmongSmallOnes() {
        party.open(1, 2).meet();
        for (int i = 0; i < 20; i++) {
            party.sayBulk(1, 2, 1);
            party.sayBulk(1, 2, MEGABYTE + 32);
            party.sayControl(1, 2);
        }
        party.awaitAllHeard();
    }

    @Test
    void whatIsRefusedIsNotHalfSent() {
        party.open(1, 2).meet();
        for (int round = 0; round < 3; round++) {
            party.fillBulk(1, 2, BODY);
            party.awaitAllHeard();
        }
        assertTrue(party.transport(1).counters().refused() >= 3);
    }

    @Test
    void theControlLaneDoesNotWaitBehindBulk() {
        party.open(1, 2).meet();
        party.fillBulk(1, 2, BODY);

        assertTrue(party.trySayControl(1, 2));
        party.awaitAllHeard();
    }

    @Test
    void anAbsentPeerStallsNobody() {
        party.open(1, 2).meet();
        final TransportCounters counters = party.transport(1).counters();
        final long lostBefore = counters.lost();
        for (int i = 0; i < 5_000; i++) {
            assertTrue(party.trySayControl(1, 3), "taken, and lost");
            assertTrue(party.trySayBulk(1, 3, 1_000), "taken, and lost");
            party.sayControl(1, 2);
            party.sayBulk(1, 2, 1_000);
        }
        party.awaitAllHeard(2);
        assertEquals(10_000, counters.lost() - lostBefore);
    }

    @Test
    void aPeerThatDoesNotListenStallsNobody() {
        party.open(1, 2, 3).meet();
        for (int i = 0; i < 500; i++) {
            party.trySayBulk(1, 3, BODY);
            party.sayBulk(1, 2, BODY);
            party.poll(2);
        }
        party.awaitAllHeard(2);
    }

    @Test
    void aPeerThatWentAwayStallsNobody() {
        party.open(1, 2, 3).meet();
        party.close(3);
        for (int i = 0; i < 500; i++) {
            party.trySayBulk(1, 3, BODY);
            party.sayBulk(1, 2, BODY);
            party.poll(2);
        }
        party.awaitAllHeard(2);
    }

    @Test
    void aMemberThatComesBackHearsAndIsHeardAgain() {
        party.open(1, 2, 3).meet();
        for (int life = 0; life < 5; life++) {
            party.close(2);
            for (int i = 0; i < 100; i++) {
                party.trySayControl(1, 2);
                party.trySayBulk(1, 2, 1_000);
                party.sayControl(1, 3);
            }
            party.open(2).meet();
        }
        party.sayBulk(1, 2, BODY);
        party.awaitAllHeard();
    }

    @Test
    void membersMayComeInAnyOrder() {
        party.open(3);
        party.trySayControl(3, 1);
        party.open(2).meet();
        party.trySayControl(2, 1);
        party.open(1).meet();
    }

    @Test
    void aSoakOfRandomFramesArrivesUndamagedAndInOrder() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        party.open(1, 2, 3).meet();
        for (int i = 0; i < 20_000; i++) {
            final int from = 1 + random.nextInt(3);
            final int to = 1 + (from + random.nextInt(2)) % 3;
            switch (random.nextInt(20)) {
                case 0 -> party.trySayBulk(from, to, random.nextInt(BODY));
                case 1, 2 -> party.poll(to);
                case 3, 4, 5, 6, 7 -> party.trySayControl(from, to);
                default -> party.trySayBulk(from, to, random.nextInt(2_000));
            }
        }
        party.awaitAllHeard();
    }

    @Test
    void whatIsSaidToAStrangerIsTakenAndLost() {
        party.open(1, 2);
        final Transport transport = party.transport(1);
        final long lostBefore = transport.counters().lost();
        assertTrue(transport.send(4, AppendReply.allocated()));
        assertTrue(transport.send(1, AppendReply.allocated()));
        assertEquals(2, transport.counters().lost() - lostBefore);
    }

    @Test
    void aPeerThatIsNamedNoMoreHearsNothingMoreAndTheOthersNoticeNothing() {
        party.open(1, 2, 3).meet();
        party.transport(1).peers(List.of(peer(2)));
        final long lostBefore = party.transport(1).counters().lost();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(party.transport(1).send(3, AppendReply.allocated()));
            party.sayControl(1, 2);
            party.sayBulk(1, 2, 1_000);
            party.sayControl(2, 1);
        }
        party.awaitAllHeard();
        assertEquals(1_000, party.transport(1).counters().lost() - lostBefore);
    }

    @Test
    void aPeerMayGoAndComeBackWhileTheOthersAreSpokenWith() {
        party.open(1, 2, 3).meet();
        for (int i = 0; i < 5; i++) {
            party.transport(1).peers(List.of(peer(2)));
            party.mayLose(1, 3);
            party.sayControl(1, 2);
            party.sayBulk(1, 2, BODY);
            party.pollAll();
            party.transport(1).peers(List.of(peer(2), peer(3)));
            party.meet();
        }
        party.sayBulk(1, 3, BODY);
        party.awaitAllHeard();
    }

    @Test
    void aPeerWithoutAnAddressIsWhereItWas() {
        party.open(1, 2, 3).meet();
        party.transport(1).peers(List.of(new TransportFactory.Peer(2, ""),
                new TransportFactory.Peer(3, "")));
        party.sayControl(1, 2);
        party.sayBulk(1, 3, BODY);
        party.sayControl(2, 1);
        party.awaitAllHeard();
    }

    private TransportFactory.Peer peer(final int member) {
        return new TransportFactory.Peer(member, address(member));
    }

    /** Where {@link #open} puts a member; empty where addresses mean nothing. */
    protected String address(final int member) {
        return "";
    }

    @Test
    void closingTwiceIsClosingOnce() {
        party.open(1, 2);
        party.transport(1).close();
        party.transport(1).close();
        party.transport(2).close();
    }

    @Test
    void theLimitOfAPollIsKept() {
        party.open(1, 2).meet();
        for (int i = 0; i < 10; i++) {
            party.sayControl(1, 2);
            party.sayBulk(1, 2, 10);
        }
        party.await("2 to have heard all, by and by", () -> {
            assertTrue(party.poll(2, 3) <= 3);
            return party.isAllHeard(2);
        });
    }

    @Test
    void whatAHandlerThrowsComesOutOfPoll() {
        party.open(1, 2).meet();
        final IllegalStateException broken = new IllegalStateException("an invariant is broken");
        final Transport listener = party.transport(2);

        assertSame(broken, assertThrows(IllegalStateException.class,
                () -> party.await("a frame that nobody else has heard", () -> {
                    party.trySayControl(1, 2);
                    return listener.poll((buffer, offset, length) -> {
                        throw broken;
                    }, 10) < 0;
                })));
    }

    @Test
    void aSteadyExchangeAllocatesNothing() {
        party.open(1, 2).meet();
        party.await("an exchange that allocates nothing, once all is compiled", () -> {
            final long before = allocatedBytes();
            party.exchange(1, 2, 200);
            return allocatedBytes() == before;
        });
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
