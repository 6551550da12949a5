package io.quorate.peers;

class EtcdTest extends PeerContract {
    EtcdTest() {
        super(PeerKind.ETCD);
    }
}
