package io.quorate.peers;

class AeronClusterTest extends PeerContract {
    AeronClusterTest() {
        super(PeerKind.AERON_CLUSTER);
    }
}
