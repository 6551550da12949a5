package io.quorate.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quorate.port.Storage;
import io.quorate.raft.MembershipChange;
import io.quorate.raft.Raft;
import io.quorate.raft.RaftConfig;
import io.quorate.storage.memory.MemoryLog;
import io.quorate.storage.memory.MemorySnapshotStore;
import io.quorate.storage.memory.MemoryVoteStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChangesTest {
    private static final int ASKED = 1_000_000;

    private final Raft raft = new Raft(RaftConfig.of(77, 1, List.of(1, 2, 3), 10, 100, 200, 1),
            new Storage(new MemoryLog(), new MemoryVoteStore(1001).open(),
                    new MemorySnapshotStore(77)), 0);

    /** Between an operator's asking and its being seen is a moment that must not stop the node. */
    @Test
    @Timeout(120)
    void whatIsBeingAskedWhileTheNodeLooksIsAnsweredALittleLater() throws Exception {
        final Changes changes = new Changes(raft);
        final MembershipChange change = MembershipChange.of(raft.configuration(), 0);
        final AtomicInteger refused = new AtomicInteger();
        final Thread operator = new Thread(() -> {
            for (int i = 0; i < ASKED; i++) {
                changes.ask(change, answer -> refused.incrementAndGet());
            }
        });
        operator.start();
        try {
            while (refused.get() < ASKED) {
                changes.poll();
            }
        } finally {
            operator.join();
        }
        assertEquals(ASKED, refused.get());
    }
}
