package io.quorate.client;

import java.util.Map;

class LoopbackClientTest extends NetworkedClientContract {
    @Override
    protected String transport() {
        return "loopback";
    }

    @Override
    protected Map<Integer, String> members() {
        return Map.of(1, "", 2, "", 3, "");
    }
}
