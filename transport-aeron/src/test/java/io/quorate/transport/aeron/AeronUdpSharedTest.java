package io.quorate.transport.aeron;

import org.agrona.concurrent.YieldingIdleStrategy;

class AeronUdpSharedTest extends AeronContract {
    AeronUdpSharedTest() {
        super(AeronTransportFactory.UDP,
                AeronDriver.embedded(YieldingIdleStrategy.INSTANCE, SILENCE_NS));
    }
}
