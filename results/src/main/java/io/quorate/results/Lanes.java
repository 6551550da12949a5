package io.quorate.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One trial's time line as a figure draws it: a lane for each member, and the requests' times. */
final class Lanes {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LEAD_IN_MS = 10;
    private static final Map<String, String> STATES = Map.of("leads", "leader", "elected", "leader",
            "established", "leader", "follows", "follower", "hears-leader", "follower", "suspects",
            "suspects", "stands", "candidate", "waits", "no leader", "crashes", "down");

    private Lanes() {
    }

    /**
     * Members' states over time, marks, the ends of phases, and requests.
     *
     * @param endMs when the trial's headline ended, and what followed, if that is known
     */
    static Map<String, Object> of(final Timeline timeline, final double endMs) {
        final double end = 1.15 * endMs;
        final Map<Integer, List<Timeline.Moment>> members = new TreeMap<>();
        final List<double[]> requests = new ArrayList<>();
        for (final Timeline.Moment moment : timeline.moments()) {
            if (moment.event().equals("request")) {
                requests.add(new double[] {ms(moment.atNs()), ms(moment.latencyNs())});
            } else {
                members.computeIfAbsent(moment.member(), none -> new ArrayList<>()).add(moment);
            }
        }
        final List<Object> spans = new ArrayList<>();
        final List<Object> marks = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        members.forEach((member, moments) -> {
            moments.sort(Comparator.comparingLong(Timeline.Moment::atNs));
            addLane(names.size(), moments, end, spans, marks);
            names.add("member " + member);
        });
        final Map<String, Object> lanes = new LinkedHashMap<>();
        lanes.put("members", names);
        lanes.put("spans", spans);
        lanes.put("marks", marks);
        lanes.put("requests", requests);
        lanes.put("from", -LEAD_IN_MS);
        lanes.put("to", ReportText.round(end));
        return lanes;
    }

    private static void addLane(final int lane, final List<Timeline.Moment> moments,
            final double end, final List<Object> spans, final List<Object> marks) {
        double from = -LEAD_IN_MS;
        String state = null;
        for (final Timeline.Moment moment : moments) {
            final boolean isBefore =
                    moment.event().equals("leads") || moment.event().equals("follows");
            final double at = isBefore ? -LEAD_IN_MS : Math.max(-LEAD_IN_MS, ms(moment.atNs()));
            final String next = STATES.get(moment.event());
            if (next != null && !next.equals(state)) {
                if (state != null && at > from) {
                    spans.add(List.of(lane, from, Math.min(at, end), state));
                }
                from = at;
                state = next;
            }
            if (!isBefore && at <= end) {
                marks.add(List.of(at, lane, moment.event().replace('-', ' ')
                        + (moment.term() > 0 ? ", term " + moment.term() : "")));
            }
        }
        if (state != null && end > from) {
            spans.add(List.of(lane, from, end, state));
        }
    }

    private static double ms(final long nanos) {
        return ReportText.round(nanos / NANOS_PER_MILLI);
    }
}
