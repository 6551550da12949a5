package io.quorate.node;

import static io.quorate.node.Health.HEALTHY;
import static io.quorate.node.Health.SLOW_APPLY;
import static io.quorate.node.Health.SLOW_LOOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthMonitorTest {
    private static final long MS = 1_000_000;
    private static final long BOUND = 100 * MS;
    private static final long PATIENCE = 50 * MS;
    private static final long QUIET = 1_000 * MS;
    private static final HealthLimits LIMITS =
            new HealthLimits(BOUND, BOUND, BOUND, PATIENCE, QUIET, 3);

    private HealthMonitor monitor = new HealthMonitor(LIMITS);
    private long nowNs = Long.MAX_VALUE - 300 * MS;                // it may wrap
    private long lastIndex;
    private long durableIndex;
    private long appliedIndex;

    private Health cycle(final long afterNs) {
        nowNs += afterNs;
        monitor.onCycle(nowNs, nowNs - afterNs);
        return settle();
    }

    private Health settle() {
        monitor.onLog(lastIndex, durableIndex);
        monitor.onApply(durableIndex, appliedIndex);
        return monitor.settle();
    }

    /** Cycles a millisecond apart; returns how it ends. */
    private Health run(final long forNs) {
        Health health = monitor.health();
        for (long passed = 0; passed < forNs; passed += MS) {
            health = cycle(MS);
        }
        return health;
    }

    @ParameterizedTest
    @CsvSource({
        // stall, then quiet for   ms | while it stalls | after
        "  90,     0, HEALTHY,   HEALTHY",
        " 140,     0, HEALTHY,   HEALTHY",
        " 170,     0, SLOW_DISK, SLOW_DISK",
        " 170,   500, SLOW_DISK, SLOW_DISK",
        " 170,   990, SLOW_DISK, SLOW_DISK",
        " 170,  1010, SLOW_DISK, HEALTHY",
        "5000,   500, SLOW_DISK, SLOW_DISK",
        "5000,  1010, SLOW_DISK, HEALTHY"})
    void aDiskThatStallsMakesIllAndAQuietTimeMakesWell(final long stallMs, final long quietMs,
            final Health inStall, final Health after) {
        cycle(MS);
        lastIndex = 10;
        cycle(MS);
        assertEquals(inStall, run(stallMs * MS));
        durableIndex = lastIndex;
        appliedIndex = lastIndex;
        cycle(MS);
        assertEquals(after, run(quietMs * MS));
    }

    @ParameterizedTest
    @CsvSource({
        // a sync takes, ms
        " 20, HEALTHY",
        " 45, HEALTHY",
        " 70, SLOW_DISK",                  // an entry waits for two syncs: the one under way too
        "120, SLOW_DISK"})
    void ofADiskThatSyncsInTurnTheOldestEntryCounts(final long syncMs, final Health expected) {
        Health health = HEALTHY;
        for (int sync = 0; sync < 20; sync++) {
            final long begun = lastIndex;
            for (long ms = 0; ms < syncMs; ms++) {
                lastIndex++;
                health = cycle(MS);
            }
            durableIndex = begun;
            appliedIndex = begun;
        }
        assertEquals(expected, health);
    }

    @Test
    void anEntryIsNoYoungerThanToldByMoreThanASpacing() {
        final SplittableRandom random = new SplittableRandom(7);
        final Backlog backlog = new Backlog(BOUND);
        final long[] arrivedNs = new long[1 << 16];
        long arrived = 0;
        long done = 0;
        for (int i = 0; i < 20_000; i++) {
            nowNs += random.nextLong(MS / 2);
            for (int n = random.nextInt(4); n > 0 && arrived + 1 < arrivedNs.length; n--) {
                arrivedNs[(int) ++arrived] = nowNs;
            }
            if (random.nextInt(20) == 0) {
                done += random.nextLong(arrived - done + 1);
            }
            backlog.settle(nowNs, arrived, done);
            final long age = done == arrived ? 0 : nowNs - arrivedNs[(int) done + 1];
            final long told = backlog.ageNs(nowNs);
            assertTrue(told <= age && age - told <= BOUND / 16 + MS, told + " of " + age);
            assertEquals(arrived - done, backlog.size());
        }
    }

    @Test
    void whatIsTakenBackIsNotWaitedFor() {
        lastIndex = 10;
        run(300 * MS);
        lastIndex = 4;
        durableIndex = 4;
        appliedIndex = 4;
        cycle(MS);
        lastIndex = 9;
        cycle(MS);
        assertEquals(0, monitor.diskNs());
        run(50 * MS);
        assertEquals(50 * MS, monitor.diskNs());
    }

    @Test
    void whatIsCommittedAndNotAppliedMakesIll() {
        lastIndex = 7;
        durableIndex = 7;
        appliedIndex = 3;
        assertEquals(HEALTHY, run(140 * MS));
        assertEquals(SLOW_APPLY, run(30 * MS));
        assertEquals(4, monitor.unapplied());
        assertTrue(monitor.applyNs() > BOUND, "at " + monitor.applyNs());
    }

    @Test
    void onePauseIsWeatherAndASecondOneSoonAfterMakesIll() {
        cycle(MS);
        assertEquals(HEALTHY, cycle(500 * MS));
        assertEquals(HEALTHY, run(200 * MS));
        assertEquals(SLOW_LOOP, cycle(150 * MS));
        assertEquals(SLOW_LOOP, run(QUIET - 10 * MS));
        assertEquals(HEALTHY, run(20 * MS));
    }

    @Test
    void twoPausesThatAreFarApartAreWeather() {
        cycle(MS);
        cycle(500 * MS);
        run(QUIET + 10 * MS);
        assertEquals(HEALTHY, cycle(500 * MS));
    }

    @Test
    void aNodeThatSleepsUntilSomethingIsDueIsInTime() {
        for (int cycle = 0; cycle < 10; cycle++) {
            final long dueNs = nowNs + 400 * MS;
            nowNs = dueNs + MS;
            monitor.onCycle(nowNs, dueNs);
            assertEquals(HEALTHY, settle());
            assertTrue(monitor.lateNs() <= MS, "late by " + monitor.lateNs());
        }
    }

    @Test
    void whatIsOverdueForLongDoesNotMakeEveryCycleLate() {
        final long dueNs = nowNs;
        for (int cycle = 0; cycle < 1000; cycle++) {
            nowNs += MS;
            monitor.onCycle(nowNs, dueNs);
            assertEquals(HEALTHY, settle());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 40, 110, 300, 990})
    void howeverTheDiskFlutters(final long periodMs) {
        int changes = 0;
        Health before = HEALTHY;
        final long cycles = 60_000;
        for (long ms = 0; ms < cycles; ms++) {
            final boolean isStalled = ms / periodMs % 2 == 0;
            lastIndex++;
            durableIndex = isStalled ? durableIndex : lastIndex;
            appliedIndex = durableIndex;
            final Health health = cycle(MS);
            changes += health == before ? 0 : 1;
            before = health;
        }
        assertTrue(changes <= 2 * cycles * MS / QUIET, changes + " changes");
        assertTrue(periodMs < 990 ? changes <= 1 : changes > 0, changes + " changes");
    }

    @ParameterizedTest
    @CsvSource({
        // owes an answer for ms | fares
        "  90, HEALTHY",
        " 140, HEALTHY",
        " 170, SLOW_DISK",
        "5000, SLOW_DISK"})
    void aDiskThatOwesAnAnswerMakesIllThoughNothingIsToBeKept(final long owesMs,
            final Health fares) {
        cycle(MS);
        for (long ms = 1; ms <= owesMs; ms++) {
            monitor.onProbe(ms * MS);
            cycle(MS);
        }
        assertEquals(fares, monitor.health());
        assertEquals(owesMs * MS, monitor.diskNs());
        monitor.onProbe(0);
        assertEquals(fares, cycle(MS));
        assertEquals(HEALTHY, run(QUIET));
    }

    @Test
    void aBoundOfZeroIsOff() {
        monitor = new HealthMonitor(HealthLimits.off());
        lastIndex = 100;
        monitor.onProbe(5_000 * MS);
        assertEquals(HEALTHY, run(2_000 * MS));
        assertEquals(HEALTHY, cycle(5_000 * MS));
        assertEquals(HEALTHY, cycle(5_000 * MS));
    }

    @Test
    void aCycleAllocatesNothing() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            lastIndex++;
            durableIndex = lastIndex - i % 100;
            cycle(MS);
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 10_000, bytes + " bytes in 100,000 cycles");
    }
}
