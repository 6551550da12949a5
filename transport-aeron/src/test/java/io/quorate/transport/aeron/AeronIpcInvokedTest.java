package io.quorate.transport.aeron;

class AeronIpcInvokedTest extends AeronContract {
    AeronIpcInvokedTest() {
        super(AeronTransportFactory.IPC, AeronDriver.invoked(SILENCE_NS));
    }
}
