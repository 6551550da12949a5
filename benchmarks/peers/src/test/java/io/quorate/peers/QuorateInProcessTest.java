package io.quorate.peers;

class QuorateInProcessTest extends PeerContract {
    QuorateInProcessTest() {
        super(PeerKind.QUORATE_IN_PROCESS);
    }
}
