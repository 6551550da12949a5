package io.quorate.peers;

class ZooKeeperTest extends PeerContract {
    ZooKeeperTest() {
        super(PeerKind.ZOOKEEPER);
    }
}
