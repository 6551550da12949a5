package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that comes while the loop runs: its name is looked up, and the loop goes on. */
@Timeout(60)
class ArrivalsTest {
    private static final Peer NAMED = new Peer(4, "new.example:9100");
    private static final Peer NUMBERED = new Peer(5, "10.0.0.5:9100");

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> known = new ArrayList<>();

    private Arrivals arrivals(final int failures) {
        return new Arrivals(peer -> {
            asked.incrementAndGet();
            await(peer);
            if (asked.get() <= failures) {
                throw new TransportException("unknown host", null);
            }
            return "at " + peer.address();
        }, NUMBERED::equals);
    }

    private void await(final Peer peer) {
        try {
            assertTrue(peer.equals(NUMBERED) || answer.await(30, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void settle(final Arrivals arrivals) {
        arrivals.settle(System.nanoTime(), (peer, endpoint) -> known.add(endpoint));
    }

    private void settleAll(final Arrivals arrivals) {
        while (arrivals.underWay() > 0) {
            settle(arrivals);
            Thread.onSpinWait();
        }
    }

    @Test
    void aNumberIsKnownAtOnce() {
        final Arrivals arrivals = arrivals(0);
        arrivals.expect(NUMBERED, System.nanoTime());
        settle(arrivals);
        assertEquals(List.of("at 10.0.0.5:9100"), known);
        assertEquals(0, arrivals.underWay());
    }

    @Test
    void aNameServiceThatTakesItsTimeIsWaitedForByNobody() {
        final Arrivals arrivals = arrivals(0);
        arrivals.expect(NAMED, System.nanoTime());
        arrivals.expect(NAMED, System.nanoTime());       // said again: asked once
        settle(arrivals);
        assertEquals(List.of(), known);
        answer.countDown();
        settleAll(arrivals);
        assertEquals(List.of("at new.example:9100"), known);
        assertEquals(1, asked.get());
    }

    @Test
    void aNameThatIsNotKnownIsLookedUpAgain() {
        final Arrivals arrivals = arrivals(1);
        answer.countDown();
        arrivals.expect(NAMED, System.nanoTime());
        settleAll(arrivals);
        assertEquals(List.of("at new.example:9100"), known);
        assertEquals(2, asked.get());
    }

    @Test
    void whoIsGoneBeforeItsNameWasFoundIsForgotten() {
        final Arrivals arrivals = arrivals(0);
        arrivals.expect(NAMED, System.nanoTime());
        arrivals.keep(peer -> false);
        answer.countDown();
        settleAll(arrivals);
        assertEquals(List.of(), known);
    }
}
