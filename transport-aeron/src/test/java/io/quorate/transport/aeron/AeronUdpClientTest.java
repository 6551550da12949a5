package io.quorate.transport.aeron;

import io.quorate.client.NetworkedClientContract;
import io.quorate.node.FreePorts;
import io.quorate.port.TransportFactory.Peer;
import java.util.Map;
import java.util.stream.Collectors;

class AeronUdpClientTest extends NetworkedClientContract {
    @Override
    protected String transport() {
        return AeronTransportFactory.UDP;
    }

    @Override
    protected Map<Integer, String> members() {
        return FreePorts.members(3).stream().collect(Collectors.toMap(Peer::id, Peer::address));
    }
}
