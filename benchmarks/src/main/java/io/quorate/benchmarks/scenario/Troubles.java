package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.fault.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who has been struck by what, under which name, and until when. */
final class Troubles {
    private record Struck(String name, int member, Fault fault, long untilNs) {
    }

    private final Scenario scenario;
    private final Ground ground;
    private final TimeLine timeLine;
    private final Map<String, Integer> cast = new HashMap<>();
    private final List<Struck> present = new ArrayList<>();

    Troubles(final Scenario scenario, final Ground ground, final TimeLine timeLine) {
        this.scenario = scenario;
        this.ground = ground;
        this.timeLine = timeLine;
    }

    /** All targets at once: each is found before the first is struck. */
    void strike(final Step.Strike strike) {
        final List<Integer> found = strike.targets().stream().map(this::find).toList();
        for (int i = 0; i < found.size(); i++) {
            final int member = found.get(i);
            final Fault fault = strike.fault();
            final long forNs = durationNs(strike, strike.targets().get(i));
            ground.strike(member, fault, strike.by(), forNs);
            timeLine.note("FAULT " + fault.label() + ": member " + member + " ("
                    + strike.targets().get(i) + ") " + fault.sentence());
            if (!fault.isMomentary()) {
                present.add(new Struck(strike.targets().get(i), member, fault,
                        ground.nowNs() + forNs));
            }
        }
    }

    /** Until a step mends it, or beyond the end. */
    private long durationNs(final Step.Strike strike, final String target) {
        if (strike.forNs() > 0) {
            return strike.forNs();
        }
        return scenario.steps().stream()
                .filter(step -> step.atNs() >= strike.atNs() && step instanceof Step.Mend mend
                        && (mend.target().equals(target) || mend.target().equals("all")))
                .mapToLong(step -> step.atNs() - strike.atNs()).findFirst()
                .orElse(2 * scenario.lengthNs());
    }

    /** Whether somebody is there for each of its targets. */
    boolean areThere(final Step.Strike strike) {
        return strike.targets().stream().allMatch(target -> whoIs(target) != 0);
    }

    private int whoIs(final String target) {
        return switch (target) {
            case "leader" -> timeLine.leader();
            case "standby" -> standby(0);
            case "another" -> standby(1);
            case "observer" -> scenario.nodes() + 1;
            default -> Integer.parseInt(target);
        };
    }

    private int find(final String target) {
        final int member = whoIs(target);
        if (member == 0) {
            throw new IllegalStateException("nobody is there to be struck as " + target
                    + ", until the load ended; let the step come when the cluster is well");
        }
        cast.put(target, member);
        return member;
    }

    /** The voters that run and do not lead, by their ids. */
    private int standby(final int place) {
        int passed = 0;
        for (int id = 1; id <= scenario.nodes(); id++) {
            if (id != timeLine.leader() && timeLine.runs(id) && passed++ == place) {
                return id;
            }
        }
        return 0;
    }

    /** Whoever was struck under that name; {@code all} for everybody. */
    void mend(final String name) {
        mend(struck -> name.equals("all") || struck.name.equals(name));
    }

    /** Those whose time is over. */
    void mendDue() {
        if (!present.isEmpty()) {
            final long nowNs = ground.nowNs();
            mend(struck -> nowNs - struck.untilNs >= 0);
        }
    }

    private void mend(final Predicate<Struck> which) {
        final List<Struck> over = present.stream().filter(which)
                .sorted(Comparator.comparingInt(Struck::member)).toList();
        present.removeAll(over);
        for (final Struck struck : over) {
            ground.mend(struck.member, struck.fault);
            timeLine.note("MENDED " + struck.fault.label() + ": member " + struck.member + " ("
                    + struck.name + ")");
        }
    }
}
