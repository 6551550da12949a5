package io.quorate.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports of this host that nobody listened on a moment ago. */
public final class TcpPorts {
    private TcpPorts() {
    }

    /** So many ports on 127.0.0.1, each different. */
    public static List<Integer> find(final int count) {
        final List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {      // all are held until all are found
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (final IOException e) {
            throw new UncheckedIOException("no free TCP port on 127.0.0.1", e);
        } finally {
            for (final ServerSocket socket : sockets) {
                close(socket);
            }
        }
    }

    private static void close(final ServerSocket socket) {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot let go of " + socket, e);
        }
    }
}
