package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import io.quorate.benchmarks.fault.Weight;
import io.quorate.client.ClientBuilder;
import io.quorate.client.QuorateClient;
import io.quorate.node.NodeCounter;
import io.quorate.sim.Rehearsal;
import java.util.HashSet;
import java.util.Set;

/** The simulator: virtual time, and a run that is the same whenever its seed is. */
final class VirtualGround implements Ground {
    private static final long TURN_NS = 50_000;

    private final int members;
    private final Rehearsal rehearsal;
    private final Set<Integer> standing = new HashSet<>();

    VirtualGround(final Scenario scenario, final long seed) {
        members = scenario.members();
        rehearsal = new Rehearsal(seed, scenario.config(),
                scenario.load()::store,
                "./quorate scenario " + scenario.name() + " --sim --seed " + seed);
    }

    @Override
    public String label() {
        return "virtual time";
    }

    @Override
    public long nowNs() {
        return rehearsal.nowNs();
    }

    @Override
    public void turn(final boolean isIdle) {
        rehearsal.passUntil(rehearsal.nowNs() + TURN_NS);
    }

    @Override
    public boolean runs(final int member) {
        return rehearsal.isUp(member) && !standing.contains(member);
    }

    @Override
    public long counter(final int member, final NodeCounter counter) {
        return rehearsal.counters(member).get(counter);
    }

    @Override
    public long aheadNs(final int member) {
        return rehearsal.aheadNs(member);
    }

    @Override
    public void strike(final int member, final Fault fault, final Weight by,
            final long forNs) {
        switch (fault) {
            case CRASH -> rehearsal.crash(member, true);
            case KILL9 -> rehearsal.crash(member, false);
            case PAUSE -> {
                standing.add(member);
                rehearsal.stand(member, forNs);
            }
            case PARTITION -> lose(member, 1, 1);
            case ONE_WAY -> lose(member, 1, 0);
            case LOSSY_LINK -> lose(member, by.share(), by.share());
            case DISK_STALL -> rehearsal.stallDisk(member, forNs);
            case SLOW_NODE -> rehearsal.slow(member, by.byNs());
            case CLOCK_STEP -> rehearsal.stepClock(member, by.byNs());
            case TRANSFER -> rehearsal.transfer(member);
        }
    }

    /** Shares of what the member says and hears. */
    private void lose(final int member, final double said, final double heard) {
        for (int other = 1; other <= members; other++) {
            if (other != member) {
                rehearsal.lose(member, other, said);
                rehearsal.lose(other, member, heard);
            }
        }
    }

    @Override
    public void mend(final int member, final Fault fault) {
        switch (fault) {
            case CRASH, KILL9 -> rehearsal.start(member);
            case PARTITION, ONE_WAY, LOSSY_LINK -> lose(member, 0, 0);
            case PAUSE, DISK_STALL, SLOW_NODE -> {
                standing.remove(member);
                rehearsal.mend(member);
            }
            case CLOCK_STEP, TRANSFER -> {
                // over at once
            }
        }
    }

    @Override
    public QuorateClient connect(final ClientBuilder builder) {
        for (int id = 1; id <= members; id++) {
            builder.member(id, "");
        }
        return builder.connect(rehearsal.way(), rehearsal::nowNs);
    }

    /** It is new, and the same for a seed. */
    @Override
    public long firstNumber() {
        return 0;
    }

    /** Nothing is left to be looked at: the checkers have looked after every event. */
    @Override
    public void verify() {
        turn(false);
    }

    @Override
    public void close() {
        // its time has ended
    }
}
