package io.quorate.node;

import io.quorate.port.TransportFactory.Peer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for members that all live on this host: of a test, an example, a benchmark. They are below
 * those that a system gives out by itself, or the socket by which one member sends could take the
 * port on which another is about to listen. Any thread.
 */
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int COUNT = 22_000;             // Linux gives out those from 32,768 on
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** So that no port is found twice by a process, and seldom the same by two. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {
    }

    /**
     * So many ports on 127.0.0.1, each different, on which nobody listens now, neither by UDP nor
     * by TCP.
     *
     * @throws IllegalStateException if there are fewer
     */
    public static List<Integer> find(final int count) {
        final List<Integer> ports = new ArrayList<>();
        for (int tried = 0; ports.size() < count; tried++) {
            if (tried == COUNT) {
                throw new IllegalStateException("127.0.0.1 has only " + ports.size() + " of "
                        + count + " free ports from " + FIRST + " to " + (FIRST + COUNT - 1)
                        + "; stop what uses them");
            }
            final int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean isFree(final int port) {
        try (DatagramSocket udp = new DatagramSocket(port, LOOPBACK);
                ServerSocket tcp = new ServerSocket(port, 1, LOOPBACK)) {
            return udp.isBound() && tcp.isBound();
        } catch (final IOException taken) {
            return false;
        }
    }

    /** Members 1 to {@code count}, each with a port of its own. */
    public static List<Peer> members(final int count) {
        final List<Peer> members = new ArrayList<>();
        for (final int port : find(count)) {
            members.add(new Peer(members.size() + 1, "127.0.0.1:" + port));
        }
        return members;
    }
}
