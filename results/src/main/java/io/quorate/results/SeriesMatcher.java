package io.quorate.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds for each series of A the one of B that answers the same question.
 *
 * <p>Two series belong together when benchmark, metric and <em>varying</em> parameters are the
 * same. A parameter varies when one of the runs has several values of it for that benchmark, and so
 * tells its rows apart; one that is constant within each run is a setting of that run, and if it
 * differs between the runs it is what is being compared.
 * <pre>
 *   A: window=1 heartbeatMs=50, window=64 heartbeatMs=50      window varies: rows meet on it
 *   B: window=1 heartbeatMs=10, window=64 heartbeatMs=10      heartbeatMs is what is compared
 * </pre>
 */
final class SeriesMatcher {
    /** Two series that answer the same question, and the parameters that tell them from others. */
    record Pair(SortedMap<String, String> key, Series a, Series b) {}

    private record Place(String benchmark, String metric, SortedMap<String, String> key) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final List<Series> onlyA = new ArrayList<>();
    private final List<Series> onlyB = new ArrayList<>();

    SeriesMatcher(final List<Series> a, final List<Series> b) {
        final Map<Place, Series> ofA = placed(a, a, b);
        final Map<Place, Series> ofB = placed(b, a, b);
        ofA.forEach((place, series) -> {
            final Series partner = ofB.remove(place);
            if (partner == null) {
                onlyA.add(series);
            } else {
                pairs.add(new Pair(place.key(), series, partner));
            }
        });
        onlyB.addAll(ofB.values());
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** What A has and B has not. */
    List<Series> onlyA() {
        return onlyA;
    }

    List<Series> onlyB() {
        return onlyB;
    }

    private static Map<Place, Series> placed(
            final List<Series> run, final List<Series> a, final List<Series> b) {
        final Map<Place, Series> placed = new LinkedHashMap<>();
        for (final Series series : run) {
            final Set<String> varying = Series.varying(series.benchmark(), a);
            varying.addAll(Series.varying(series.benchmark(), b));
            final SortedMap<String, String> key = series.params(varying);
            placed.put(new Place(series.benchmark(), series.metric().name(), key), series);
        }
        return placed;
    }

    /** What is the same on both sides of every pair. */
    SortedMap<String, String> common() {
        final SortedMap<String, String> common = new TreeMap<>();
        names().forEach(name -> {
            final Set<String> values = values(name, true);
            if (values.size() == 1 && values.equals(values(name, false))) {
                common.put(name, values.iterator().next());
            }
        });
        return common;
    }

    /** The settings of one side that the other has differently, for a heading. */
    SortedMap<String, String> differing(final boolean sideA) {
        final SortedMap<String, String> differing = new TreeMap<>();
        names().forEach(name -> {
            if (!values(name, true).equals(values(name, false))) {
                differing.put(name, String.join(",", values(name, sideA)));
            }
        });
        return differing;
    }

    private Stream<String> names() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.a(), pair.b()))
                .flatMap(series -> series.params().keySet().stream())
                .distinct();
    }

    private Set<String> values(final String name, final boolean sideA) {
        final Set<String> values = new LinkedHashSet<>();
        for (final Pair pair : pairs) {
            final String value = (sideA ? pair.a() : pair.b()).params().get(name);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
