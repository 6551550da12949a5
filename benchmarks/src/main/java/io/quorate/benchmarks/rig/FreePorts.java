package io.quorate.benchmarks.rig;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this host that nobody listened on a moment ago, neither by UDP nor by TCP. */
public final class FreePorts {
    private FreePorts() {
    }

    /** So many ports on 127.0.0.1, each different. */
    public static List<Integer> find(final int count) {
        final List<Closeable> held = new ArrayList<>();
        final List<Integer> ports = new ArrayList<>();
        try {
            while (ports.size() < count) {         // all are held until all are found
                final DatagramSocket socket = new DatagramSocket(address(0));
                held.add(socket);
                try {
                    held.add(new ServerSocket(socket.getLocalPort(), 1, address(0).getAddress()));
                    ports.add(socket.getLocalPort());
                } catch (final BindException e) {
                    // taken by TCP: held all the same, so that it is not found again
                }
            }
            return ports;
        } catch (final IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        } finally {
            held.forEach(FreePorts::close);
        }
    }

    private static InetSocketAddress address(final int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void close(final Closeable socket) {
        try {
            socket.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("a port of 127.0.0.1 cannot be given back", e);
        }
    }
}
