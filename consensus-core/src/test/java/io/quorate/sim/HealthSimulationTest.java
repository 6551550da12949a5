package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.node.HealthLimits;
import io.quorate.port.ForwardingLog;
import io.quorate.port.SnapshotView;
import io.quorate.port.StateMachine;
import io.quorate.port.Storage;
import io.quorate.raft.Role;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** Leaders with slow disks (F-15) and slow state machines (O-04), among all other trouble. */
class HealthSimulationTest {
    private static final int SEEDS = 12;
    private static final HealthLimits LIMITS = new HealthLimits(50 * Conditions.MILLIS,
            50 * Conditions.MILLIS, 0, 50 * Conditions.MILLIS, 2 * Conditions.SECONDS, 2);
    private static final long SPELL_NS = 10 * Conditions.SECONDS;

    /** A spell of slowness strikes every other while, and only who leads when it begins. */
    private static final class Spell {
        private long spell = -1;
        private boolean isStruck;

        boolean isStruck(final SimulatedNode node) {
            final long now = node.world().time.nowNs() / SPELL_NS;
            if (now != spell) {
                spell = now;
                isStruck = now % 2 == 1 && node.isUp() && node.role() == Role.LEADER;
            }
            return isStruck && !node.world().isHealed;
        }
    }

    @Test
    void aLeaderWhoseDiskIsSlowHandsOver() {
        assertHandsOver(new Plant() {
            @Override
            public Storage storage(final SimulatedNode node, final Storage storage) {
                final Spell spell = new Spell();
                return new Storage(new ForwardingLog(storage.log()) {
                    private long kept;

                    @Override
                    public long durableIndex() {
                        kept = spell.isStruck(node) ? Math.min(kept, log.durableIndex())
                                : log.durableIndex();
                        return kept;
                    }
                }, storage.votes(), storage.snapshots());
            }
        });
    }

    @Test
    void aLeaderWhoseStateMachineIsSlowHandsOver() {
        assertHandsOver(new Plant() {
            @Override
            public StateMachine stateMachine(final SimulatedNode node,
                    final StateMachine machine) {
                final Spell spell = new Spell();
                return new SlowMachine(machine, () -> {
                    if (spell.isStruck(node)) {
                        node.clock().spend(
                                node.world().conditions.cluster().heartbeatNs() / 4);
                    }
                });
            }
        });
    }

    /** Does something before each command, and hands all on. */
    private record SlowMachine(StateMachine machine, Runnable before) implements StateMachine {
        @Override
        public int apply(final long index, final DirectBuffer command, final int offset,
                final int length, final MutableDirectBuffer reply) {
            before.run();
            return machine.apply(index, command, offset, length, reply);
        }

        @Override
        public int query(final DirectBuffer query, final int offset, final int length,
                final MutableDirectBuffer reply) {
            return machine.query(query, offset, length, reply);
        }

        @Override
        public SnapshotView snapshot() {
            return machine.snapshot();
        }

        @Override
        public void beginRestore() {
            machine.beginRestore();
        }

        @Override
        public void restore(final DirectBuffer record, final int offset, final int length) {
            machine.restore(record, offset, length);
        }
    }

    private static void assertHandsOver(final Plant plant) {
        long handOvers = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            handOvers += Simulation.of(seed).minutes(1).health(LIMITS).plant(plant).run().coverage()
                    .of(Role.LEADER, Event.HAND_OVER);
        }
        assertTrue(handOvers >= SEEDS / 2, handOvers + " in " + SEEDS + " seeds");
    }
}
