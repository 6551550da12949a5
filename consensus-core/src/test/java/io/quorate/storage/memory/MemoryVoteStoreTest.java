package io.quorate.storage.memory;

import io.quorate.port.VoteStore;
import io.quorate.port.VoteStoreContract;

class MemoryVoteStoreTest extends VoteStoreContract {
    private final MemoryVoteStore votes = new MemoryVoteStore(4711);

    @Override
    protected VoteStore open() {
        return votes.open();
    }
}
