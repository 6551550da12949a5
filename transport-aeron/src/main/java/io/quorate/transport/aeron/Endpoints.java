package io.quorate.transport.aeron;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where all members are reached. Names are turned into numbers once, before a link is opened, so
 * that no media driver ever waits for a name service; a member that moves is named anew by the
 * cluster's configuration.
 */
final class Endpoints {
    private static final int PORT_MAX = 65_535;

    private final String transport;
    private final boolean isUdp;
    private final Map<Integer, String> byMember = new HashMap<>();

    /**
     * The endpoints of all members.
     *
     * @throws TransportException naming the first member whose address is none
     */
    Endpoints(final Settings settings) {
        transport = settings.name();
        isUdp = transport.equals(AeronTransportFactory.UDP);
        for (final Peer member : settings.members()) {
            put(member, lookUp(member));
        }
        if (settings.self() != 0 && !byMember.containsKey(settings.self())) {
            throw new TransportException("member " + settings.self() + " is not among the members "
                    + byMember.keySet() + "; add member." + settings.self() + " = host:port");
        }
    }

    /** A member that has come, or moved, and is reached there. */
    void put(final Peer member, final String endpoint) {
        byMember.put(member.id(), endpoint);
    }

    /**
     * Where a member is reached. Any thread: it may wait for a name service.
     *
     * @throws TransportException if its address is none, or names no host that is known
     */
    String lookUp(final Peer member) {
        return isUdp ? endpoint(member) : transport;
    }

    /** Whether a member's address names its host by a number, so that nobody has to be asked. */
    boolean isNumber(final Peer member) {
        return !isUdp || member.address().matches("[0-9.]{7,15}:.*|\\[.*\\]:.*|[^:]*");
    }

    /** A channel to, or at, a member. */
    ChannelUriStringBuilder channel(final int member) {
        final ChannelUriStringBuilder channel = new ChannelUriStringBuilder();
        return isUdp
                ? channel.media(CommonContext.UDP_MEDIA).endpoint(byMember.get(member))
                : channel.media(CommonContext.IPC_MEDIA);
    }

    boolean isUdp() {
        return isUdp;
    }

    /** Whether a client may be answered there: a number and a port, and nothing that follows. */
    boolean isEndpointOfClient(final String endpoint) {
        return isUdp ? endpoint.matches("[0-9.]{7,15}:\\d{1,5}|\\[[0-9a-fA-F:.%]+\\]:\\d{1,5}")
                : endpoint.isEmpty();
    }

    /** A channel to, or at, a client. */
    ChannelUriStringBuilder channelToClient(final String endpoint) {
        final ChannelUriStringBuilder channel = new ChannelUriStringBuilder();
        return isUdp ? channel.media(CommonContext.UDP_MEDIA).endpoint(endpoint)
                : channel.media(CommonContext.IPC_MEDIA);
    }

    /** This host as that member sees it, and a port that the system is to choose. */
    String freeEndpoint(final Peer member) {
        if (!isUdp) {
            return "";
        }
        final String to = byMember.get(member.id());
        final int colon = to.lastIndexOf(':');
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByName(to.substring(0, colon).replaceAll("[\\[\\]]", "")),
                    Integer.parseInt(to.substring(colon + 1)));
            final InetAddress local = socket.getLocalAddress();
            return (local instanceof Inet6Address ? "[" + local.getHostAddress() + "]"
                    : local.getHostAddress()) + ":0";
        } catch (final IOException noWay) {
            throw new TransportException("member." + member.id() + " = " + to
                    + " cannot be reached from this host: " + noWay.getMessage(), noWay);
        }
    }

    /** How a user knows the member's address: by key and value. */
    String describe(final int member) {
        return "member." + member + " = " + byMember.get(member);
    }

    private static String endpoint(final Peer member) {
        final String address = member.address();
        final int colon = address.lastIndexOf(':');
        final int port = colon > 0 ? port(address.substring(colon + 1)) : -1;
        if (port < 0) {
            throw new TransportException("member." + member.id() + " = " + address
                    + " is no address; give it as host:port with a port from 1 to " + PORT_MAX
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
            throw new TransportException("member." + member.id() + " = " + member.address()
                    + " names a host that cannot be resolved; correct it, or see to the name"
                    + " service", unknown);
        }
    }
}
