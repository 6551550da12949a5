package io.quorate.benchmarks.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.liveness.TcpLiveness;
import io.quorate.node.FreePorts;
import io.quorate.port.TransportFactory.Peer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes through a relay, by datagram and by TCP, and what does not. */
@Timeout(120)
class RelayTest {
    private static final int PATIENCE_MS = 20_000;
    private static final int SILENCE_MS = 300;

    private final List<Integer> ports = FreePorts.find(2);
    private final InetSocketAddress toSecond = new InetSocketAddress("127.8.1.2", ports.get(1));
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        relay = new Relay(ports, true);
    }

    @AfterEach
    void close() {
        relay.requireRuns();
        relay.close();
    }

    private static void say(final DatagramSocket by, final String word,
            final InetSocketAddress to) throws IOException {
        by.send(new DatagramPacket(word.getBytes(US_ASCII), word.length(), to));
    }

    /** The next word, and who seems to have said it. */
    private static String hear(final DatagramSocket by, final List<InetSocketAddress> speakers)
            throws IOException {
        final DatagramPacket packet = new DatagramPacket(new byte[99], 99);
        by.receive(packet);
        speakers.add((InetSocketAddress) packet.getSocketAddress());
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }

    private static boolean isHeard(final DatagramSocket by,
            final List<InetSocketAddress> speakers) throws IOException {
        try {
            return !hear(by, speakers).isEmpty();
        } catch (final SocketTimeoutException silence) {
            return false;
        }
    }

    private DatagramSocket second() throws IOException {
        final DatagramSocket second =
                new DatagramSocket(ports.get(1), InetAddress.getLoopbackAddress());
        second.setSoTimeout(PATIENCE_MS);
        return second;
    }

    private static DatagramSocket sender() throws IOException {
        final DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sender.setSoTimeout(PATIENCE_MS);
        return sender;
    }

    @Test
    void whatIsAnsweredToTheSourceOfADatagramComesBackToItsSender() throws IOException {
        final List<InetSocketAddress> speakers = new ArrayList<>();
        try (DatagramSocket second = second(); DatagramSocket one = sender();
                DatagramSocket other = sender()) {
            say(one, "from one", toSecond);
            assertEquals("from one", hear(second, speakers));
            say(other, "from other", toSecond);
            assertEquals("from other", hear(second, speakers));

            say(second, "to one", speakers.get(0));
            say(second, "to other", speakers.get(1));

            assertEquals("to one", hear(one, speakers));
            assertEquals("to other", hear(other, speakers));
            assertEquals(toSecond, speakers.get(2));               // as if it had come from there
        }
    }

    @Test
    void aCutTakesWhatGoesOneWayAndNothingElse() throws IOException {
        final List<InetSocketAddress> speakers = new ArrayList<>();
        try (DatagramSocket second = second(); DatagramSocket first = sender()) {
            say(first, "before", toSecond);
            assertEquals("before", hear(second, speakers));
            relay.lose(1, 1, 0);
            say(first, "meanwhile", toSecond);
            say(second, "answer", speakers.get(0));
            assertEquals("answer", hear(first, speakers));
            await(() -> relay.lost() == 1);
            second.setSoTimeout(SILENCE_MS);
            assertThrows(SocketTimeoutException.class, () -> hear(second, speakers));
            relay.lose(1, 0, 0);
            second.setSoTimeout(PATIENCE_MS);
            say(first, "after", toSecond);
            assertEquals("after", hear(second, speakers));
        }
    }

    @Test
    void aShareIsLostOfWhatIsSaid() throws IOException {
        final List<InetSocketAddress> speakers = new ArrayList<>();
        try (DatagramSocket second = second(); DatagramSocket first = sender()) {
            relay.lose(1, 0.5, 0);
            int heard = 0;
            second.setSoTimeout(SILENCE_MS);
            for (int i = 0; heard == 0 || relay.lost() == 0; i++) {
                assertTrue(i < 60, "of " + i + " datagrams " + heard + " were heard");
                say(first, "word", toSecond);
                heard += isHeard(second, speakers) ? 1 : 0;
            }
        }
    }

    // ---- links by TCP ---------------------------------------------------------------------------

    private TcpLiveness member(final int id, final int life) {
        final TcpLiveness member =
                TcpLiveness.open(7, id, life, "127.0.0.1:" + ports.get(id - 1));
        final int other = 3 - id;
        member.peers(List.of(new Peer(other, "127.8." + id + "." + other + ":"
                + ports.get(other - 1))));
        return member;
    }

    private static void await(final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean isSilent(final TcpLiveness member, final long forNs) {
        final long endNs = System.nanoTime() + forNs;
        boolean isSilent = true;
        while (System.nanoTime() - endNs < 0) {
            isSilent &= member.poll(peer -> {}) == 0;
            LockSupport.parkNanos(1_000_000);
        }
        return isSilent;
    }

    /** Lives of the second come and go until the first has met one: it misses nobody before. */
    private int meetAndMiss(final TcpLiveness first, final int life) {
        int lives = 0;
        for (boolean isMissed = false; !isMissed; lives++) {
            try (TcpLiveness second = member(2, life + lives)) {
                assertTrue(isSilent(second, TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)));
            }
            isMissed = !isSilent(first, TimeUnit.MILLISECONDS.toNanos(SILENCE_MS));
            assertTrue(lives < 60, "the first has met none of " + lives);
        }
        return life + lives;
    }

    @Test
    void aProcessThatIsGoneIsMissedThroughTheRelayToo() {
        try (TcpLiveness first = member(1, 1)) {
            meetAndMiss(first, 1);
        }
    }

    @Test
    void whoeverIsGoneBeforeTheCutIsNotRefusedWhileItLasts() {
        try (TcpLiveness first = member(1, 1)) {
            meetAndMiss(first, 1);
            await(() -> first.poll(peer -> {}) > 0);
            relay.lose(1, 1, 1);
            await(() -> isSilent(first, TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)));
            relay.lose(1, 0, 0);
            await(() -> first.poll(peer -> {}) > 0);
        }
    }

    @Test
    void nobodyIsMissedWhileNothingComesThroughAndWhoeverWentMeanwhileIsMissedAfterwards() {
        try (TcpLiveness first = member(1, 1)) {
            final int life = meetAndMiss(first, 1);
            final TcpLiveness second = member(2, life);
            await(() -> isSilent(first, TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)));   // it is back
            relay.lose(1, 1, 1);
            assertTrue(isSilent(first, TimeUnit.MILLISECONDS.toNanos(SILENCE_MS)));
            second.close();
            assertTrue(isSilent(first, TimeUnit.MILLISECONDS.toNanos(2L * SILENCE_MS)));
            relay.lose(1, 0, 0);
            await(() -> first.poll(peer -> {}) > 0);
        }
    }
}
