package io.quorate.benchmarks.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of a sweep: every combination of the values that were typed. */
final class Grid {
    /** The keys, by what may be typed for them. */
    private static final Map<String, String> KEYS = Map.of("heartbeat", "heartbeatMs", "timeout",
            "electionTimeoutMinMs", "heartbeatMs", "heartbeatMs", "electionTimeoutMinMs",
            "electionTimeoutMinMs", "electionTimeoutMaxMs", "electionTimeoutMaxMs", "nodes",
            "nodes");

    /** One combination; the longest timeout is twice the shortest unless it was typed. */
    record Point(int nodes, int heartbeatMs, int timeoutMinMs, int timeoutMaxMs) {
        /** As parameters of a benchmark. */
        Map<String, List<String>> params() {
            return new TreeMap<>(Map.of("nodes", List.of("" + nodes),
                    "heartbeatMs", List.of("" + heartbeatMs),
                    "electionTimeoutMinMs", List.of("" + timeoutMinMs),
                    "electionTimeoutMaxMs", List.of("" + timeoutMaxMs)));
        }

        String key(final String mode) {
            return mode + "," + nodes + "," + heartbeatMs + "," + timeoutMinMs + "," + timeoutMaxMs;
        }

        /** Why it cannot be run; empty if it can. */
        String obstacle() {
            if (timeoutMinMs <= heartbeatMs) {
                return "the timeout must be above the heartbeat";
            }
            return timeoutMaxMs < timeoutMinMs ? "the longest timeout is below the shortest" : "";
        }
    }

    private final SortedMap<String, List<String>> values = new TreeMap<>();

    /** Of words such as {@code heartbeat=5,10}. */
    Grid(final List<String> words) {
        for (final String word : words) {
            final int at = word.indexOf('=');
            final String typed = at < 0 ? word : word.substring(0, at);
            if (!KEYS.containsKey(typed)) {
                throw new BadInputException("there is no key " + typed + " to sweep; did you mean "
                        + Nearest.to(typed, KEYS.keySet()) + "?");
            }
            final List<String> of = at < 0 ? List.of() : List.of(
                    word.substring(at + 1).replace("ms", "").split(",", -1));
            if (of.isEmpty() || !of.stream().allMatch(value -> value.matches("[1-9]\\d{0,5}"))) {
                throw new BadInputException(word + " needs whole numbers from 1, such as " + typed
                        + "=5,10,25");
            }
            values.put(KEYS.get(typed), of);
        }
        values.putIfAbsent("nodes", List.of("3"));
        values.putIfAbsent("heartbeatMs", List.of("10"));
        values.putIfAbsent("electionTimeoutMinMs", List.of("50"));
    }

    /** All combinations, those that can't be run too. */
    List<Point> points() {
        final List<Point> points = new ArrayList<>();
        for (final Map<String, String> each : Catalogue.combinations(values)) {
            final int min = Integer.parseInt(each.get("electionTimeoutMinMs"));
            points.add(new Point(Integer.parseInt(each.get("nodes")),
                    Integer.parseInt(each.get("heartbeatMs")), min, Integer.parseInt(
                            each.getOrDefault("electionTimeoutMaxMs", "" + 2 * min))));
        }
        return points;
    }

    /** For the folder of the sweep, so that the same grid is found again. */
    String name() {
        final StringBuilder name = new StringBuilder();
        values.forEach((key, of) -> name.append(name.isEmpty() ? "" : "_").append(key).append('-')
                .append(String.join("-", of)));
        return name.toString();
    }
}
