package io.quorate.node;

class MappedRecoveryTest extends RecoveryContract {
    MappedRecoveryTest() {
        super("mapped");
    }
}
