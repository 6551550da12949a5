package io.quorate.transport.aeron;

class AeronUdpInvokedTest extends AeronContract {
    AeronUdpInvokedTest() {
        super(AeronTransportFactory.UDP, AeronDriver.invoked(SILENCE_NS));
    }
}
