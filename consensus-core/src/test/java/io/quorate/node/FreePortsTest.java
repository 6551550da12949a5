package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** A member of a test once lost its port to the socket by which another sent. */
    @Test
    void noneIsOfThoseThatTheSystemGivesOutByItself() throws IOException {
        final List<Integer> ports = FreePorts.find(100);
        assertTrue(ports.stream().allMatch(port -> port >= 10_000 && port < 32_768), "" + ports);
        try (DatagramSocket given = new DatagramSocket(0, LOOPBACK)) {
            assertFalse(ports.contains(given.getLocalPort()));
        }
    }

    @Test
    void noneIsFoundTwice() {
        final Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ports.addAll(FreePorts.find(5));
        }
        assertEquals(100, ports.size());
    }

    @Test
    void whatIsTakenByEitherProtocolIsPassedOver() throws IOException {
        final int before = FreePorts.find(1).get(0);
        final List<Closeable> held = new ArrayList<>();
        try {
            hold(held, () -> new DatagramSocket(before + 1, LOOPBACK));
            hold(held, () -> new ServerSocket(before + 2, 1, LOOPBACK));
            final int found = FreePorts.find(1).get(0);
            assertNotEquals(before + 1, found);
            assertNotEquals(before + 2, found);
        } finally {
            for (final Closeable socket : held) {
                socket.close();
            }
        }
    }

    private static void hold(final List<Closeable> held, final Callable<Closeable> socket) {
        try {
            held.add(socket.call());
        } catch (final Exception e) {
            assertInstanceOf(BindException.class, e);    // somebody else holds it: as good
        }
    }
}
