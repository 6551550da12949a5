package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.rig.Infirmities;
import io.quorate.kv.KeyValueMachine;
import io.quorate.node.HealthLimits;
import io.quorate.node.IngressConfig;
import io.quorate.node.NodeConfig;
import io.quorate.port.StateMachine;
import io.quorate.raft.RaftConfig;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** What members of a rig are fitted with for a scenario: its settings, and a key-value store. */
final class KeyValueRig extends Infirmities {
    private final NodeConfig config;
    private final LoadPlan load;

    KeyValueRig(final Scenario scenario) {
        super(scenario.members());
        config = scenario.config();
        load = scenario.load();
    }

    /** A store for one life, and the witness over all lives, fed the same. */
    @Override
    public StateMachine machine(final int member, final StateMachine witness) {
        final KeyValueMachine store = load.store();
        return new StateMachine() {
            @Override
            public int apply(final long index, final DirectBuffer command, final int offset,
                    final int length, final MutableDirectBuffer reply) {
                witness.apply(index, command, offset, length, reply);
                return store.apply(index, command, offset, length, reply);
            }

            @Override
            public int query(final DirectBuffer query, final int offset, final int length,
                    final MutableDirectBuffer reply) {
                return store.query(query, offset, length, reply);
            }
        };
    }

    @Override
    public RaftConfig config(final RaftConfig usual) {
        final RaftConfig wanted = config.raft();
        return RaftConfig.of(usual.clusterId(), usual.self(), usual.configuration(),
                wanted.heartbeatNs(), wanted.electionTimeoutNsMin(),
                wanted.electionTimeoutNsMax(), usual.seed())
                .withPromise(wanted.promiseNs())
                .withLimits(wanted.windowMessages(), wanted.windowBytes(),
                        wanted.maxUncommitted())
                .withLeading(wanted.leasePercent(), wanted.preferenceHoldNs())
                .with(wanted.detection());
    }

    @Override
    public IngressConfig ingress(final IngressConfig usual) {
        return config.ingress();
    }

    @Override
    public HealthLimits health() {
        return config.health();
    }

    @Override
    public long probeNs() {
        return config.isDiskAsked() ? config.disk().probeNs() : 0;
    }

    @Override
    public boolean keepsLog() {
        return true;
    }
}
