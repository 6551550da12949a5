package io.quorate.transport.loopback;

import io.quorate.port.ClientTransport;
import io.quorate.port.Transport;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory;
import java.util.List;

/**
 * Opens {@code loopback}: members of the same cluster id in this JVM hear each other. It has no
 * options, and addresses mean nothing to it.
 */
public final class LoopbackTransportFactory implements TransportFactory {
    /** Its one name. */
    public static final String NAME = "loopback";

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public ClientTransport openClient(final Settings settings) {
        return LoopbackNetwork.ofCluster(settings.clusterId())
                .openClient(settings.members().stream().map(Peer::id).toList());
    }

    @Override
    public Transport open(final Settings settings) {
        for (final String key : settings.options().keySet()) {
            throw new TransportException("transport." + key
                    + " is unknown to transport = loopback, which has no options; remove it");
        }
        return LoopbackNetwork.ofCluster(settings.clusterId())
                .open(settings.self(), settings.members().stream().map(Peer::id).toList());
    }
}
