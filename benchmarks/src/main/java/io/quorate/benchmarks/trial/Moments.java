package io.quorate.benchmarks.trial;

import io.quorate.benchmarks.rig.Mark;
import io.quorate.benchmarks.rig.Member;
import io.quorate.results.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gathers what happened to members and requests in one trial, for its time line. */
final class Moments {
    private static final int CLIENT = 0;

    private final long faultNs;
    private final List<Timeline.Moment> moments = new ArrayList<>();

    /** Times are told from then on. */
    Moments(final long faultNs) {
        this.faultNs = faultNs;
    }

    /** What each member was as the fault struck, and what it did to one of them. */
    Moments began(final List<Member> members, final Member victim, final boolean ends) {
        for (final Member member : members) {
            add(-1, member.id(), member == victim ? "leads" : "follows");
        }
        return add(0, victim.id(), ends ? "crashes" : "fault");
    }

    /** All members were stopped, and begin to start. */
    Moments beganCold(final List<Member> members) {
        members.forEach(member -> add(0, member.id(), "waits"));
        return this;
    }

    private Moments add(final long atNs, final int member, final String event) {
        moments.add(new Timeline.Moment(atNs, member, event, 0, 0, 0));
        return this;
    }

    /** What the members have noted of themselves. */
    Moments marks(final List<Mark> marks) {
        marks.forEach(mark -> moments.add(new Timeline.Moment(mark.atNs() - faultNs,
                mark.member(), mark.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                mark.term(), mark.leader(), 0)));
        return this;
    }

    /** A request that was due then, and was answered at a time. */
    Moments request(final long dueNs, final long answeredNs) {
        moments.add(new Timeline.Moment(dueNs - faultNs, CLIENT, "request", 0, 0,
                answeredNs - dueNs));
        return this;
    }

    List<Timeline.Moment> all() {
        return moments;
    }
}
