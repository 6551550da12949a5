package io.quorate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.raft.Role;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, the rules hold. {@code -Dquorate.seed=N} replays one seed, and with
 * {@code -Dquorate.trace=true} tells all that happens in it; {@code -Dquorate.seeds=N} runs so many
 * instead of 300, from {@code -Dquorate.firstSeed=N} on.
 */
class SimulationTest {
    private static final Long REPLAYED = Long.getLong("quorate.seed");
    private static final int SEEDS = Integer.getInteger("quorate.seeds", 300);
    private static final long FIRST = Long.getLong("quorate.firstSeed", 1);
    private static final int MINUTES = Integer.getInteger("quorate.minutes", 5);
    private static final String REPLAY =
            "mvn -q -pl consensus-core test -Dtest=SimulationTest -Dquorate.seed=%d"
                    + (MINUTES == 5 ? "" : " -Dquorate.minutes=" + MINUTES)
                    + "   (all that happens: -Dquorate.trace=true)";

    private final AtomicInteger done = new AtomicInteger();
    private final Coverage coverage = new Coverage();
    private long events;
    private long committed;

    @Test
    void everyRuleHoldsInEverySeed() throws Exception {
        if (REPLAYED != null) {
            System.out.println(simulation(REPLAYED)
                    .trace(Boolean.getBoolean("quorate.trace") ? System.out::println : null)
                    .run());
            return;
        }
        final ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            final List<Future<?>> runs = LongStream.range(FIRST, FIRST + SEEDS)
                    .<Future<?>>mapToObj(seed -> cores.submit(() -> run(seed))).toList();
            for (final Future<?> run : runs) {
                await(run);
            }
        } finally {
            cores.shutdownNow();
        }
        System.out.println(this + "; struck: " + coverage);
        if (SEEDS >= 300) {
            assertEquals(List.of(), coverage.missing(), "faults that never struck");
            assertEveryRoleMetWhatItCanMeet();
        }
    }

    private static Simulation simulation(final long seed) {
        return Simulation.of(seed).minutes(MINUTES).replayWith(REPLAY);
    }

    private void run(final long seed) {
        final SimulationReport report = simulation(seed).run();
        synchronized (coverage) {
            coverage.add(report.coverage());
            events += report.events();
            committed += report.committed();
        }
        done.incrementAndGet();
    }

    private void await(final Future<?> run) throws Exception {
        while (true) {
            try {
                run.get(5, TimeUnit.SECONDS);
                return;
            } catch (final TimeoutException stillRunning) {
                System.out.println(this);
            } catch (final ExecutionException e) {
                throw e.getCause() instanceof SimulationFailure failure ? failure : e;
            }
        }
    }

    private void assertEveryRoleMetWhatItCanMeet() {
        final List<Event> all = List.of(Event.HEAR_REQUEST_VOTE, Event.HEAR_VOTE_REPLY,
                Event.HEAR_APPEND_ENTRIES, Event.HEAR_APPEND_REPLY, Event.HEAR_DAMAGED,
                Event.CRASH, Event.PAUSE, Event.STALL, Event.REFUSE,
                Event.SUBMIT, Event.ANSWER);
        for (final Role role : Role.values()) {
            for (final Event event : all) {
                assertTrue(coverage.of(role, event) > 0, event + " never met a " + role);
            }
        }
        assertTrue(coverage.of(Role.LEADER, Event.HAND_OVER) > 0, "nobody handed over");
        assertTrue(coverage.of(Role.FOLLOWER, Event.TRUNCATE) > 0, "nothing was truncated");
        assertTrue(coverage.of(Role.FOLLOWER, Event.SYNC_LOG) > 0, "no follower's log synced");
        assertTrue(coverage.of(Role.LEADER, Event.SYNC_LOG) > 0, "no leader's log synced");
        assertTrue(coverage.of(Role.FOLLOWER, Event.HEAR_INSTALL_SNAPSHOT) > 0, "none was sent");
        assertTrue(coverage.of(Role.FOLLOWER, Event.RESTORE) > 0, "no snapshot was restored");
        assertTrue(coverage.of(Role.LEADER, Event.SYNC_SNAPSHOT) > 0, "no leader took one");
        assertTrue(coverage.of(Role.FOLLOWER, Event.SYNC_VOTE) > 0, "no vote synced");
        assertTrue(coverage.of(Role.CANDIDATE, Event.SYNC_VOTE) > 0, "no candidate's term synced");
    }

    @Override
    public String toString() {
        synchronized (coverage) {
            return String.format("simulation: %d of %d seeds, %,d events, %,d commands committed",
                    done.get(), SEEDS, events, committed);
        }
    }
}
