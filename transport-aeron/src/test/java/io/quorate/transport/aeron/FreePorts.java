package io.quorate.transport.aeron;

import io.quorate.port.TransportFactory.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** UDP ports on loopback that nobody used a moment ago. */
final class FreePorts {
    private FreePorts() {
    }

    /** Members 1 to {@code count}, each with a port of its own. */
    static List<Peer> members(final int count) {
        final List<DatagramSocket> sockets = new ArrayList<>();
        final List<Peer> members = new ArrayList<>();
        try {
            for (int id = 1; id <= count; id++) {
                final DatagramSocket socket =
                        new DatagramSocket(0, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                members.add(new Peer(id, "127.0.0.1:" + socket.getLocalPort()));
            }
        } catch (final IOException noPort) {
            throw new UncheckedIOException(noPort);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
        return members;
    }
}
