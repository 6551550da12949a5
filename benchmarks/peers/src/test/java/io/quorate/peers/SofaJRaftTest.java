package io.quorate.peers;

class SofaJRaftTest extends PeerContract {
    SofaJRaftTest() {
        super(PeerKind.SOFAJRAFT);
    }
}
