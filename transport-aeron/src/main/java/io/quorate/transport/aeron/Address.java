package io.quorate.transport.aeron;

import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A member's {@code host:port}, turned into numbers once, so that no driver waits for a name. */
final class Address {
    private static final int PORT_MAX = 65_535;

    private Address() {
    }

    /** The endpoint of a member as Aeron writes it; one sentence for the user if there is none. */
    static String endpoint(final Peer member) {
        final String address = member.address();
        final int colon = address.lastIndexOf(':');
        final int port = colon > 0 ? port(address.substring(colon + 1)) : -1;
        if (port < 0) {
            throw new TransportException("the address '" + address + "' of member " + member.id()
                    + " must be host:port with a port from 1 to " + PORT_MAX
                    + ", as in 10.0.0.7:9100");
        }
        final InetAddress host = resolve(member, address.substring(0, colon));
        return (host instanceof Inet6Address
                ? "[" + host.getHostAddress() + "]"
                : host.getHostAddress()) + ":" + port;
    }

    private static int port(final String text) {
        if (!text.matches("\\d{1,5}")) {
            return -1;
        }
        final int port = Integer.parseInt(text);
        return port >= 1 && port <= PORT_MAX ? port : -1;
    }

    private static InetAddress resolve(final Peer member, final String host) {
        try {
            return InetAddress.getByName(host);
        } catch (final UnknownHostException unknown) {
            throw new TransportException("the host of the address '" + member.address()
                    + "' of member " + member.id() + " cannot be resolved; correct it, or see to"
                    + " the name service", unknown);
        }
    }
}
