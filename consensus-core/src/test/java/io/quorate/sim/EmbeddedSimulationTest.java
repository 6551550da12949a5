package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.port.Durability;
import io.quorate.port.StateMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** What an embedder does with a simulation. */
class EmbeddedSimulationTest {
    /** Accounts that money is moved between: a state machine as an embedder would write it. */
    private static final class Bank implements StateMachine {
        private final Map<Integer, Long> balances = new HashMap<>();

        static byte[] transfer(final SplittableRandom random) {
            return new byte[] {(byte) random.nextInt(8), (byte) random.nextInt(8),
                (byte) random.nextInt(100)};
        }

        @Override
        public int apply(final long index, final DirectBuffer command, final int offset,
                final int length, final MutableDirectBuffer reply) {
            final int amount = command.getByte(offset + 2);
            balances.merge((int) command.getByte(offset), (long) -amount, Long::sum);
            reply.putLong(0, balances.merge((int) command.getByte(offset + 1), (long) amount,
                    Long::sum));
            return Long.BYTES;
        }
    }

    @Test
    void aStateMachineOfOnesOwnGoesThroughIt() {
        final SimulationReport report = Simulation.of(5).nodes(5).minutes(1)
                .stateMachine(Bank::new).commands(Bank::transfer).run();
        assertEquals(5, report.nodes());
        assertTrue(report.committed() > 100, report::toString);
        assertTrue(report.simulatedNs() >= 60_000_000_000L, report::toString);
    }

    @Test
    void everyNumberOfNodesAndEveryDurabilityComesToAGoodEnd() {
        for (int nodes = 1; nodes <= 7; nodes++) {
            for (final Durability durability : Durability.values()) {
                final SimulationReport report = Simulation.of(100 + nodes).nodes(nodes).minutes(1)
                        .durability(durability).run();
                assertEquals(nodes, report.nodes());
                assertEquals(0, durability == Durability.MEMORY
                        ? report.coverage().of(Fault.CRASH) : 0);
            }
        }
    }

    @Test
    void aFailureNamesTheSeedTheRuleOneCommandAndWhatHappenedLast() {
        final List<String> heard = new ArrayList<>();
        final SimulationFailure failure = assertThrows(SimulationFailure.class,
                () -> Simulation.of(7).nodes(3).minutes(1).stateMachine(() -> {
                    throw new IllegalStateException("no state machine today");
                }).trace(heard::add).replayWith("replay %d").run());
        assertEquals(7, failure.seed());
        assertTrue(failure.sentence().contains("no state machine today"), failure.sentence());
        assertTrue(failure.getMessage().contains("replay 7"), failure.getMessage());
        assertTrue(failure.getMessage().contains("begins life 1"), failure.getMessage());
        assertTrue(heard.get(0).contains("begins life 1"), heard::toString);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertEquals("nodes must be 1 to 7, not 8", assertThrows(IllegalArgumentException.class,
                () -> Simulation.of(1).nodes(8)).getMessage());
        assertEquals("minutes must be 1 or more, not 0",
                assertThrows(IllegalArgumentException.class,
                        () -> Simulation.of(1).minutes(0)).getMessage());
    }
}
