package io.quorate.transport.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quorate.port.Transport;
import io.quorate.port.TransportContract;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory;
import io.quorate.wire.AppendEntries;
import io.quorate.wire.AppendReply;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LoopbackTransportTest extends TransportContract {
    private static final List<Integer> MEMBERS = List.of(1, 2, 3);

    private final LoopbackNetwork network = new LoopbackNetwork();

    @Override
    protected Transport open(final int member) {
        return network.open(member, MEMBERS);
    }

    @Test
    void aFreshLifeBeginsInSilence() {
        final Transport speaker = network.open(1, MEMBERS);
        final Transport firstLife = network.open(2, MEMBERS);
        assertTrue(speaker.send(2, AppendReply.allocated()));
        firstLife.close();
        final Transport secondLife = network.open(2, MEMBERS);

        assertEquals(0, secondLife.poll((buffer, offset, length) -> fail(), 10));
        assertTrue(speaker.send(2, AppendReply.allocated()));
        assertEquals(1, secondLife.poll((buffer, offset, length) -> {}, 10));
        assertEquals(1, speaker.counters().reconnects());
    }

    @Test
    void aDeadLifeClosedLateDoesNotTakeItsSuccessorAlong() {
        final Transport firstLife = network.open(2, MEMBERS);
        firstLife.close();
        final Transport secondLife = network.open(2, MEMBERS);
        firstLife.close();

        assertTrue(network.open(1, MEMBERS).send(2, AppendReply.allocated()));
        assertEquals(1, secondLife.poll((buffer, offset, length) -> {}, 10));
    }

    @Test
    void aMemberLivesOnlyOnceAtATime() {
        network.open(1, MEMBERS);

        final TransportException refusal = assertThrows(TransportException.class,
                () -> network.open(1, MEMBERS));
        assertEquals("member 1 is already open on this loopback network; close it first, or give"
                + " this one another id", refusal.getMessage());
    }

    @Test
    void aFrameBeyondTheLimitIsACallersError() {
        final Transport speaker = network.open(1, MEMBERS);
        network.open(2, MEMBERS);
        final UnsafeBuffer body = new UnsafeBuffer(new byte[2 << 20]);

        assertThrows(IllegalArgumentException.class,
                () -> speaker.send(2, AppendEntries.allocated(), body, 0, body.capacity()));
    }

    @Test
    void membersOfOneClusterMeetByItsIdAlone() {
        final Transport speaker = openByName(5, 1, Map.of());
        final Transport listener = openByName(5, 2, Map.of());
        final Transport stranger = openByName(6, 2, Map.of());
        final AtomicInteger heard = new AtomicInteger();
        speaker.send(2, AppendReply.allocated());

        assertEquals(0, stranger.poll((buffer, offset, length) -> fail(), 10));
        listener.poll((buffer, offset, length) -> heard.incrementAndGet(), 10);
        assertEquals(1, heard.get());
        List.of(speaker, listener, stranger).forEach(Transport::close);
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        final TransportException refusal = assertThrows(TransportException.class,
                () -> openByName(5, 1, Map.of("mtu", "8k")));

        assertTrue(refusal.getMessage().contains("transport.mtu"), refusal.getMessage());
    }

    private static Transport openByName(final long clusterId, final int self,
            final Map<String, String> options) {
        final TransportFactory factory = ServiceLoader.load(TransportFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.names().contains("loopback"))
                .findFirst().orElseThrow();
        assertInstanceOf(LoopbackTransportFactory.class, factory);
        return factory.open(new TransportFactory.Settings("loopback", clusterId, self,
                List.of(new TransportFactory.Peer(1, ""), new TransportFactory.Peer(2, "")),
                options));
    }
}
