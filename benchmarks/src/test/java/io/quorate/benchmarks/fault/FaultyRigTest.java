package io.quorate.benchmarks.fault;

import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.Rigs;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FaultyRigTest {
    @ParameterizedTest
    @ValueSource(strings = {"inline", "thread-per-node"})
    void aLeaderWhoseDiskDiesWhileItKeepsNothingHandsOver(final String threading) {
        final FaultyRig faulty = FaultyRig.launch(Rigs.config("storage", "mapped",
                "durability", "page-cache", "threading", threading,
                "electionTimeoutMinMs", "1000", "electionTimeoutMaxMs", "1500"),
                Fault.DISK_STALL);
        try (ClusterRig rig = faulty.rig()) {
            final Member leader = rig.awaitLeader();

            faulty.strike(leader, Fault.DISK_STALL, Weight.usual(Fault.DISK_STALL));
            rig.await("another leader", () -> rig.leader() != null && rig.leader() != leader);

            faulty.mend(leader, Fault.DISK_STALL);
            rig.verify();
        }
    }
}
