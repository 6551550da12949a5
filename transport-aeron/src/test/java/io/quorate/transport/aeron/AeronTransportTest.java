package io.quorate.transport.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.quorate.Await;
import io.quorate.node.FreePorts;
import io.quorate.port.ClientTransport;
import io.quorate.port.Transport;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import io.quorate.port.TransportFactory;
import io.quorate.wire.AppendReply;
import io.quorate.wire.ClientReplies;
import io.quorate.wire.ClientRequest;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class AeronTransportTest {
    private static final long CLUSTER_ID = 5;
    private static final Transport.FrameHandler DEAF = (buffer, offset, length) -> {};

    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private final List<Peer> members = FreePorts.members(2);

    /** An earlier test's may just be ending. */
    @BeforeEach
    void beginWithoutADriver() {
        Await.until("no driver's thread", () -> driverThreads() == 0);
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!toClose.isEmpty()) {
            toClose.pop().close();
        }
    }

    @Test
    void membersFoundByNameShareOneDriverWhichGoesWithTheLastOfThem() {
        final Transport one = openByName(AeronTransportFactory.IPC, CLUSTER_ID, 1, Map.of());
        final Transport two = openByName(AeronTransportFactory.IPC, CLUSTER_ID, 2, Map.of());
        assertEquals(1, driverThreads());
        awaitHeard(one, two);

        one.close();
        assertEquals(1, driverThreads());
        two.close();
        Await.until("the driver's thread to end", () -> driverThreads() == 0);
    }

    @Test
    void aDriverOfItsOwnServesMembersByItsDirectory() {
        final AeronDriver external = kept(AeronDriver.embedded(YieldingIdleStrategy.INSTANCE));
        final Map<String, String> options = Map.of("aeron.directory", external.directory());
        final Transport one = openByName(AeronTransportFactory.UDP, CLUSTER_ID, 1, options);
        final Transport two = openByName(AeronTransportFactory.UDP, CLUSTER_ID, 2, options);

        awaitHeard(one, two);
        assertEquals(1, driverThreads());
    }

    @Test
    void aDriverThatIsNotThereIsNamedWithItsKey() {
        final String refusal = refusal(AeronTransportFactory.IPC, 1,
                Map.of("aeron.directory", "/nowhere/at-all"));

        assertTrue(refusal.startsWith("no Aeron media driver is running in /nowhere/at-all"
                + " (transport.aeron.directory)"), refusal);
    }

    @Test
    void aPortInUseIsNamedWithItsMemberAndWhatToDo() throws Exception {
        final String address = members.get(1).address();
        final int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (DatagramSocket taken = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            assertTrue(taken.isBound());
            final String refusal = refusal(AeronTransportFactory.UDP, 2, Map.of());

            assertEquals("member.2 = 127.0.0.1:" + port + " cannot be listened on: Address already"
                    + " in use; stop what uses the port, or give member 2 a free port of this host",
                    refusal);
        }
        Await.until("nothing to be left behind", () -> driverThreads() == 0);
    }

    @Test
    void anAddressThatIsNoneIsRefusedByItsKey() {
        for (final String address : new String[] {"", "here", ":1", "h:", "h:0", "h:65536"}) {
            final TransportException refusal = assertThrows(TransportException.class,
                    () -> new Endpoints(new Settings(AeronTransportFactory.UDP, CLUSTER_ID, 1,
                            List.of(new Peer(1, address)), Map.of())));
            assertTrue(refusal.getMessage().startsWith("member.1 = " + address + " is no address"),
                    refusal.getMessage());
        }
    }

    @Test
    void anAddressOfTheSixthVersionIsUnderstood() {
        final Endpoints endpoints = new Endpoints(new Settings(AeronTransportFactory.UDP,
                CLUSTER_ID, 1, List.of(new Peer(1, "[::1]:9100")), Map.of()));

        assertEquals("aeron:udp?endpoint=[0:0:0:0:0:0:0:1]:9100", endpoints.channel(1).build());
    }

    @Test
    void aMemberThatIsNotListedIsRefused() {
        final String refusal = refusal(AeronTransportFactory.UDP, 3, Map.of());

        assertTrue(refusal.startsWith("member 3 is not among the members"), refusal);
    }

    @Test
    void aMemberIsOpenOnADriverOnlyOnce() {
        final AeronDriver driver = kept(AeronDriver.invoked());
        open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1).close();
        open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1);

        final TransportException refusal = assertThrows(TransportException.class,
                () -> open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1));
        assertTrue(refusal.getMessage().startsWith("member 1 of cluster 5 is already open"),
                refusal.getMessage());
    }

    @Test
    void clustersOnOneDriverDoNotMeet() {
        final AeronDriver driver = kept(AeronDriver.invoked());
        final Transport one = open(driver, AeronTransportFactory.IPC, CLUSTER_ID, 1);
        final Transport two = open(driver, AeronTransportFactory.IPC, CLUSTER_ID, 2);
        final Transport strangeOne = open(driver, AeronTransportFactory.IPC, 6, 1);
        final Transport strangeTwo = open(driver, AeronTransportFactory.IPC, 6, 2);

        final int[] strangeFrames = new int[1];
        for (int i = 0; i < 100; i++) {
            awaitHeard(one, two);
            strangeOne.poll(DEAF, 10);
            strangeTwo.poll((buffer, offset, length) -> strangeFrames[0]++, 10);
        }
        assertEquals(0, strangeFrames[0]);
    }

    @Test
    void anEmbeddedDriverThatIsClosedUnderItsTransportsStopsThem() {
        final AeronDriver driver = kept(AeronDriver.embedded(YieldingIdleStrategy.INSTANCE));
        final Transport one = open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1);
        one.poll(DEAF, 10);
        driver.close();

        final String reason = awaitDeath(one);
        assertTrue(reason.contains(driver.directory() + " is lost: it was closed"), reason);
    }

    @Test
    void anExternalDriverThatGoesAwayStopsItsTransports() {
        final AeronDriver external = kept(AeronDriver.embedded(YieldingIdleStrategy.INSTANCE));
        final Transport one = openByName(AeronTransportFactory.UDP, CLUSTER_ID, 1,
                Map.of("aeron.directory", external.directory()));
        one.poll(DEAF, 10);
        external.close();

        final String reason = awaitDeath(one);
        assertTrue(reason.contains("has been shutdown"), reason);
    }

    /** Found where the driver is turned as seldom as can be: the first answer had no way yet. */
    @Test
    void whoAsksAsSoonAsItHearsAMemberIsAnswered() {
        final AeronDriver driver = kept(AeronDriver.invoked());
        final Transport member = open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1);
        final ClientTransport client = kept(new AeronTransportFactory(driver).openClient(
                new Settings(AeronTransportFactory.UDP, CLUSTER_ID, 0, members, Map.of())));
        final ClientRequest request = ClientRequest.allocated();
        request.speaker(CLUSTER_ID, 0, 0);
        final ClientReplies reply = ClientReplies.allocated();
        reply.speaker(CLUSTER_ID, 1, 1);
        final UnsafeBuffer body = new UnsafeBuffer(new byte[8]);
        final boolean[] has = new boolean[2];            // asked, and been answered
        Await.until("an answer", () -> {
            member.poll(DEAF, 10);
            member.pollClients((from, buffer, offset, length) ->
                    member.reply(from, reply, body, 0, 8), 10);
            has[0] = has[0] || client.send(1, request.kind(ClientRequest.STATUS, 0)
                    .body(body, 0, 8), body, 0, 8);
            client.poll((buffer, offset, length) -> has[1] = true, 10);
            return has[1];
        });
        assertEquals(0, member.counters().lost());
    }

    @Test
    void anInvokedDriverBelongsToOneThread() throws Exception {
        final AeronDriver driver = kept(AeronDriver.invoked());
        final Transport one = open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 1);
        final Transport two = open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 2);
        one.poll(DEAF, 10);

        final AtomicReference<Throwable> refusal = new AtomicReference<>();
        final Thread stranger = new Thread(() -> {
            try {
                two.poll(DEAF, 10);
            } catch (final TransportException refused) {
                refusal.set(refused);
            }
        }, "stranger");
        stranger.start();
        stranger.join();

        assertNotNull(refusal.get());
        assertTrue(refusal.get().getMessage().contains("and stranger; run its members in one loop"),
                refusal.get().getMessage());
    }

    @Test
    void anEmbeddedDriversFilesGoWithIt() {
        final AeronDriver driver = AeronDriver.invoked();
        final Path directory = Path.of(driver.directory());
        assertTrue(Files.exists(directory));
        driver.close();

        assertFalse(Files.exists(directory));
    }

    @Test
    void whateverArrivesIsHandedOnAndHarmsNothing() {
        final AeronDriver driver = kept(AeronDriver.invoked());
        final Transport two = open(driver, AeronTransportFactory.UDP, CLUSTER_ID, 2);
        final Aeron stranger = kept(Aeron.connect(driver.clientContext()));
        final ExclusivePublication noise = stranger.addExclusivePublication(
                "aeron:udp?endpoint=" + members.get(1).address(),
                Streams.streamId(CLUSTER_ID, 1, 2, Streams.CONTROL));
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[20_000]);
        final List<Integer> heard = new ArrayList<>();
        final int[] lengths = {0, 1, 31, 20_000};
        for (final int length : lengths) {
            Await.until("noise to be sent", () -> {
                two.poll((buffer, offset, heardLength) -> heard.add(heardLength), 10);
                return noise.offer(bytes, 0, length) > 0;
            });
        }
        Await.until("noise to be heard", () -> {
            two.poll((buffer, offset, heardLength) -> heard.add(heardLength), 10);
            return heard.size() == lengths.length;
        });
        assertEquals(List.of(0, 1, 31, 20_000), heard);
    }

    private <T extends AutoCloseable> T kept(final T resource) {
        toClose.push(resource);
        return resource;
    }

    private Transport open(final AeronDriver driver, final String name, final long clusterId,
            final int self) {
        return kept(new AeronTransportFactory(driver)
                .open(new Settings(name, clusterId, self, members, Map.of())));
    }

    private Transport openByName(final String name, final long clusterId, final int self,
            final Map<String, String> options) {
        final TransportFactory found = ServiceLoader.load(TransportFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.names().contains(name))
                .findFirst().orElseThrow();
        return kept(found.open(new Settings(name, clusterId, self, members, options)));
    }

    private String refusal(final String name, final int self, final Map<String, String> options) {
        return assertThrows(TransportException.class,
                () -> openByName(name, CLUSTER_ID, self, options)).getMessage();
    }

    private static String awaitDeath(final Transport transport) {
        return assertThrows(TransportException.class,
                () -> Await.until("the transport to be lost", () -> transport.poll(DEAF, 10) < 0))
                .getMessage();
    }

    private static void awaitHeard(final Transport speaker, final Transport listener) {
        final AppendReply word = AppendReply.allocated();
        final int[] heard = new int[1];
        Await.until("a word to be heard", () -> {
            speaker.send(2, word);
            speaker.poll(DEAF, 10);
            listener.poll((buffer, offset, length) -> heard[0]++, 10);
            return heard[0] > 0;
        });
    }

    private static long driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("quorate-aeron-"))
                .count();
    }
}
