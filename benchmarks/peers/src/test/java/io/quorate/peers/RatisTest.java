package io.quorate.peers;

class RatisTest extends PeerContract {
    RatisTest() {
        super(PeerKind.RATIS);
    }
}
