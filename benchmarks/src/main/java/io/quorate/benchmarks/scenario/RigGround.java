package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.FaultyRig;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.benchmarks.rig.ClusterRig;
import io.quorate.benchmarks.rig.Member;
import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.NodeConfig;
import io.quorate.node.NodeCounter;
import java.util.Map;
import org.agrona.concurrent.SystemNanoClock;

/** Members of this JVM, each with a thread of its own, on real transports and real storage. */
final class RigGround implements Ground {
    private static final int SESSION_BYTES = 1024;       // what a session adds, and more

    private final KeyValueRig fitting;
    private final ClusterRig rig;
    private final FaultyRig faulty;
    private final String label;
    private RigWay way;

    RigGround(final Scenario scenario, final long seed) {
        fitting = new KeyValueRig(scenario);
        final RigConfig config = config(scenario, seed);
        rig = ClusterRig.launch(config, fitting);
        faulty = new FaultyRig(rig, fitting);
        label = "one JVM over " + config.transport() + ", " + config.storage() + ", "
                + config.durability().label();
    }

    private static RigConfig config(final Scenario scenario, final long seed) {
        final NodeConfig node = scenario.config();
        final int entryBytes = node.limits().maxCommandLength() + SESSION_BYTES;
        return RigConfig.of(Map.of(                      // of times, the fitting knows better
                "nodes", Integer.toString(scenario.nodes()),
                "observers", Integer.toString(scenario.observers()),
                "transport", node.wire().transport(),
                "storage", node.disk().storage(),
                "durability", node.disk().durability().label(),
                "threading", "thread-per-node",
                "payload", Integer.toString(Math.min(1 << 20, entryBytes)),
                "seed", Integer.toString((int) seed)));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void turn(final boolean isIdle) {
        rig.turn();
        rig.idle(isIdle ? 0 : 1);
    }

    private Member member(final int id) {
        return rig.members().get(id - 1);
    }

    @Override
    public boolean runs(final int id) {
        return member(id).isAlive() && !fitting.stands(id);
    }

    @Override
    public long counter(final int id, final NodeCounter counter) {
        return member(id).counter(counter);
    }

    @Override
    public long aheadNs(final int id) {
        return fitting.aheadNs(id);
    }

    @Override
    public void strike(final int id, final Fault fault, final Weight by, final long forNs) {
        faulty.strike(member(id), fault, by);
        if (fault.endsProcess()) {
            way.forget(id);
        }
    }

    @Override
    public void mend(final int id, final Fault fault) {
        faulty.mend(member(id), fault);
    }

    @Override
    public QuorateClient connect(final ClientBuilder builder) {
        rig.members().forEach(member -> builder.member(member.id(), ""));
        way = new RigWay(rig);
        return builder.connect(way, SystemNanoClock.INSTANCE);
    }

    /** What all members applied, compared; those that have ended are no part of it. */
    @Override
    public void verify() {
        rig.verify();
    }

    @Override
    public void close() {
        rig.close();
    }
}
