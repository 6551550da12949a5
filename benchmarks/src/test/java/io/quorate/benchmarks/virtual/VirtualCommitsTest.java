package io.quorate.benchmarks.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class VirtualCommitsTest {
    private static final SortedMap<String, Long> COUNTS = VirtualCommits.count();

    @Test
    void commandsThatWaitForEachOtherAreSyncedOneByOneByEveryMember() {
        assertEquals(3000, COUNTS.get("commits_1000.nodes_3.in_one_sync_1.syncs"));
        assertEquals(5000, COUNTS.get("commits_1000.nodes_5.in_one_sync_1.syncs"));
    }

    @Test
    void whatComesDuringASyncSharesTheNext() {
        final long syncs = COUNTS.get("commits_1000.nodes_3.in_one_sync_100.syncs");

        assertTrue(syncs >= 3 * 10 && syncs <= 3 * 15, syncs + " syncs of 1000 commands");
    }
}
