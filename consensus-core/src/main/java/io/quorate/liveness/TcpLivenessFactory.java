package io.quorate.liveness;

import io.quorate.port.Liveness;
import io.quorate.port.LivenessFactory;
import io.quorate.port.TransportException;
import io.quorate.port.TransportFactory.Peer;
import io.quorate.port.TransportFactory.Settings;

/** Opens links over TCP, at the port of each member's own address. */
public final class TcpLivenessFactory implements LivenessFactory {
    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public Liveness open(final Settings settings, final int incarnation) {
        final String address = settings.members().stream()
                .filter(member -> member.id() == settings.self()).map(Peer::address).findFirst()
                .orElse("");
        if (address.isEmpty()) {
            throw new TransportException("detector.link = tcp needs addresses; give each member"
                    + " host:port, or set detector.link = none");
        }
        return TcpLiveness.open(settings.clusterId(), settings.self(), incarnation, address);
    }

    @Override
    public Liveness watch(final Settings settings) {
        return TcpLiveness.watch(settings.clusterId());
    }
}
