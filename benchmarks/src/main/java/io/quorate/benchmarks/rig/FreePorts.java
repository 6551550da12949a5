package io.quorate.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** UDP ports of this host that nobody listened on a moment ago. */
public final class FreePorts {
    private FreePorts() {
    }

    /** So many ports on 127.0.0.1, each different. */
    public static List<Integer> find(final int count) {
        final DatagramSocket[] sockets = new DatagramSocket[count];
        final List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {      // all are held until all are found
                sockets[i] = new DatagramSocket(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ports.add(sockets[i].getLocalPort());
            }
            return ports;
        } catch (final IOException e) {
            throw new UncheckedIOException("no free UDP port on 127.0.0.1", e);
        } finally {
            for (final DatagramSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }
}
