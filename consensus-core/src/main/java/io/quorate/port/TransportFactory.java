package io.quorate.port;

import java.util.List;
import java.util.Map;

/** Opens a transport of one kind; found by {@link java.util.ServiceLoader}, chosen by name. */
public interface TransportFactory {
    /** The kinds it opens: {@code loopback}, {@code aeron-ipc}, {@code aeron-udp}. */
    List<String> names();

    /**
     * Opens a member's transport.
     *
     * @throws TransportException when an address cannot be used or a driver is not there
     */
    Transport open(Settings settings);

    /**
     * Opens a client's transport.
     *
     * @param settings with 0 for {@code self}
     * @throws TransportException when an address cannot be used, a driver is not there, or this
     *                            transport serves no clients
     */
    default ClientTransport openClient(final Settings settings) {
        throw new TransportException("transport = " + settings.name() + " serves no clients;"
                + " choose another one");
    }

    /**
     * What transport is to be opened.
     *
     * @param name      one of {@link #names}
     * @param clusterId keeps clusters on one host or driver apart
     * @param self      the member's own id
     * @param members   all members, itself included
     * @param options   keys under {@code transport.} in the node's configuration, without that
     *                  prefix; an unknown one is refused by name
     */
    record Settings(String name, long clusterId, int self, List<Peer> members,
            Map<String, String> options) {
    }

    /**
     * A member and where it is reached.
     *
     * @param id      1 or more, unique in the cluster
     * @param address {@code host:port} for UDP; for other transports it may be empty
     */
    record Peer(int id, String address) {
    }
}
