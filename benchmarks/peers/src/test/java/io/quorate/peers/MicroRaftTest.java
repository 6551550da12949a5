package io.quorate.peers;

class MicroRaftTest extends PeerContract {
    MicroRaftTest() {
        super(PeerKind.MICRORAFT);
    }
}
