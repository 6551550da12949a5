package io.quorate.peers;

class QuorateOverNetworkTest extends PeerContract {
    QuorateOverNetworkTest() {
        super(PeerKind.QUORATE);
    }
}
