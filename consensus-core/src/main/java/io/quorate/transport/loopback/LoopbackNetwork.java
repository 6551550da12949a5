package io.quorate.transport.loopback;

import io.quorate.port.ClientTransport;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The air between members of one JVM: who is there to hear whom. Safe from any thread.
 *
 * <p>A network made by {@code new} is known only to who holds it; {@link #ofCluster} is how members
 * that know nothing of each other but their cluster's id meet within the JVM.
 */
public final class LoopbackNetwork {
    private static final ConcurrentMap<Long, LoopbackNetwork> OF_CLUSTER =
            new ConcurrentHashMap<>();

    private static final AtomicReference<Ear> NOBODY = new AtomicReference<>();

    private final ConcurrentMap<Integer, AtomicReference<Ear>> seats = new ConcurrentHashMap<>();
    // Where members hear clients, and where each client hears.
    private final ConcurrentMap<Integer, AtomicReference<Ear>> clientSeats =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, AtomicReference<Ear>> clientEars =
            new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** The one network of that cluster in this JVM. */
    public static LoopbackNetwork ofCluster(final long clusterId) {
        return OF_CLUSTER.computeIfAbsent(clusterId, id -> new LoopbackNetwork());
    }

    /**
     * Begins a life of a member, which hears only what is said from now on.
     *
     * @param self    the member
     * @param members all whom it may speak to at first; itself may be among them
     * @throws TransportException when the member already lives here
     */
    public LoopbackTransport open(final int self, final Collection<Integer> members) {
        final AtomicReference<Ear> seat = seat(self);
        final Ear ear = new Ear();
        if (!seat.compareAndSet(null, ear)) {
            throw new TransportException("member " + self + " is already open on this loopback"
                    + " network; close it first, or give this one another id");
        }
        final Ear clientEar = new Ear();
        clientSeat(self).set(clientEar);
        final LoopbackTransport transport =
                new LoopbackTransport(this, self, ear, clientEar);
        transport.peers(members.stream().map(id -> new Peer(id, "")).toList());
        return transport;
    }

    /**
     * Begins a client, which hears whom it has asked.
     *
     * @param members all whom it may speak to
     */
    public ClientTransport openClient(final Collection<Integer> members) {
        final int number = clients.incrementAndGet();
        final Ear ear = new Ear();
        final AtomicReference<Ear> seat = new AtomicReference<>(ear);
        clientEars.put(number, seat);
        final LoopbackClient client =
                new LoopbackClient(seat, ear, () -> clientEars.remove(number));
        members.forEach(member -> client.speakTo(member, number, clientSeat(member)));
        return client;
    }

    /** Where that client hears; nobody, if it has gone. */
    AtomicReference<Ear> client(final int number) {
        return clientEars.getOrDefault(number, NOBODY);
    }

    /** A life of that member ends. */
    void close(final int member, final Ear clientEar) {
        clientSeat(member).compareAndSet(clientEar, null);
    }

    private AtomicReference<Ear> clientSeat(final int member) {
        return clientSeats.computeIfAbsent(member, id -> new AtomicReference<>());
    }

    AtomicReference<Ear> seat(final int member) {
        return seats.computeIfAbsent(member, id -> new AtomicReference<>());
    }
}
