package io.quorate.transport.loopback;

import io.quorate.port.ClientHandler;
import io.quorate.port.Transport;
import io.quorate.port.TransportCounters;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.wire.Message;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * One life of a member on a {@link LoopbackNetwork}. One thread owns it; members may live on
 * different threads. A frame may be up to 2 MiB long; a longer one is a caller's error.
 */
public final class LoopbackTransport implements Transport {
    private static final int REPLY_LANE_BYTES = 512 << 10;

    private final TransportCounters counters = new TransportCounters();
    private final Int2ObjectHashMap<Mouth> mouths = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<Mouth> clientMouths = new Int2ObjectHashMap<>();
    private final LoopbackNetwork network;
    private final int self;
    private final Ear ear;
    private final Ear clientEar;
    private final FrameHandler onClientFrame = this::onClientFrame;
    private ClientHandler clientHandler;

    LoopbackTransport(final LoopbackNetwork network, final int self, final Ear ear,
            final Ear clientEar) {
        this.network = network;
        this.self = self;
        this.ear = ear;
        this.clientEar = clientEar;
    }

    @Override
    public void peers(final List<Peer> peers) {
        final Set<Integer> ids = peers.stream().map(Peer::id).collect(Collectors.toSet());
        mouths.keySet().removeIf(id -> !ids.contains(id));
        for (final int id : ids) {
            if (id != self && !mouths.containsKey(id)) {
                mouths.put(id, new Mouth(self, network.seat(id), counters));
            }
        }
    }

    @Override
    public boolean send(final int to, final Message message) {
        message.seal(0);
        final Mouth mouth = mouths.get(to);
        return mouth == null ? lost() : mouth.sayControl(message);
    }

    @Override
    public boolean send(final int to, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        message.seal(length);
        final Mouth mouth = mouths.get(to);
        return mouth == null ? lost() : mouth.sayBulk(message, body, offset, length);
    }

    private boolean lost() {
        counters.onLost();
        return true;
    }

    @Override
    public int frameCapacity() {
        return Lane.MAX_RECORD;
    }

    @Override
    public int poll(final FrameHandler handler, final int limit) {
        return ear.poll(handler, limit);
    }

    @Override
    public int pollClients(final ClientHandler handler, final int limit) {
        clientHandler = handler;
        return clientEar.poll(onClientFrame, limit);
    }

    private void onClientFrame(final DirectBuffer buffer, final int offset, final int length) {
        clientHandler.onFrame(clientEar.speaking(), buffer, offset, length);
    }

    @Override
    public boolean reply(final long client, final Message message, final DirectBuffer body,
            final int offset, final int length) {
        final int number = (int) client;
        Mouth mouth = clientMouths.get(number);
        if (mouth == null) {
            mouth = new Mouth(self, network.client(number), counters, REPLY_LANE_BYTES);
            clientMouths.put(number, mouth);
        }
        if (mouth.isAlone()) {
            clientMouths.remove(number);         // for good: a client's number is never given again
            counters.onLost();
            return true;
        }
        message.seal(length);
        return mouth.sayBulk(message, body, offset, length);
    }

    @Override
    public TransportCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        network.close(self, clientEar);
        network.seat(self).compareAndSet(ear, null);
    }
}
