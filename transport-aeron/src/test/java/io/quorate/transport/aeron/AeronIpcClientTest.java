package io.quorate.transport.aeron;

import io.quorate.client.NetworkedClientContract;
import java.util.Map;

class AeronIpcClientTest extends NetworkedClientContract {
    @Override
    protected String transport() {
        return AeronTransportFactory.IPC;
    }

    @Override
    protected Map<Integer, String> members() {
        return Map.of(1, "", 2, "", 3, "");
    }
}
