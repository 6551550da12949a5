package io.quorate.benchmarks.cli;

import io.quorate.benchmarks.rig.RigConfig;
import io.quorate.benchmarks.trial.FailoverTrial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks in this jar, and what they would run with. */
final class Catalogue {
    private static final List<String> ALL = List.of(".*");

    private Catalogue() {
    }

    /** Benchmarks whose full names match one of the patterns; all of them for none. */
    static Set<BenchmarkListEntry> matching(final List<String> includes,
            final List<String> excludes) {
        return BenchmarkList.defaultList().find(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                includes.isEmpty() ? ALL : includes, excludes);
    }

    /** The names of all parameters of all benchmarks: the one vocabulary. */
    static Set<String> paramNames() {
        final Set<String> names = new TreeSet<>();
        matching(List.of(), List.of()).forEach(each -> names.addAll(defaults(each).keySet()));
        return names;
    }

    /** A benchmark's parameters and their defaults. */
    static SortedMap<String, List<String>> defaults(final BenchmarkListEntry benchmark) {
        final SortedMap<String, List<String>> defaults = new TreeMap<>();
        benchmark.getParams().orElse(Map.of())
                .forEach((name, values) -> defaults.put(name, List.of(values)));
        return defaults;
    }

    /** A benchmark's parameters as they will be, with what was typed in the place of defaults. */
    static SortedMap<String, List<String>> params(final BenchmarkListEntry benchmark,
            final Options typed) {
        final SortedMap<String, List<String>> params = defaults(benchmark);
        params.replaceAll((name, values) -> typed.getParameter(name).hasValue()
                ? List.copyOf(typed.getParameter(name).get())
                : values);
        return params;
    }

    /** The same for several benchmarks. */
    static List<SortedMap<String, List<String>>> params(
            final Collection<BenchmarkListEntry> benchmarks, final Options typed) {
        return benchmarks.stream().map(benchmark -> params(benchmark, typed)).toList();
    }

    /** What holds for a whole run: parameters that all its benchmarks have, at one same value. */
    static SortedMap<String, String> common(final List<SortedMap<String, List<String>>> all) {
        final SortedMap<String, String> common = new TreeMap<>();
        all.get(0).forEach((name, values) -> {
            if (values.size() == 1
                    && all.stream().allMatch(params -> values.equals(params.get(name)))) {
                common.put(name, values.get(0));
            }
        });
        return common;
    }

    /**
     * Refuses parameters that no benchmark has, and those that contradict each other, before
     * anything is started.
     *
     * @param names the names of the parameters that were typed
     * @throws BadInputException with one sentence
     */
    static void check(final Collection<BenchmarkListEntry> benchmarks, final Options typed,
            final List<String> names) {
        final Set<String> known = new TreeSet<>();
        benchmarks.forEach(benchmark -> known.addAll(defaults(benchmark).keySet()));
        for (final String name : names) {
            if (!known.contains(name)) {
                throw new BadInputException("no benchmark that would run has a parameter " + name
                        + "; they have " + String.join(", ", known));
            }
        }
        for (final BenchmarkListEntry benchmark : benchmarks) {
            final SortedMap<String, List<String>> params = params(benchmark, typed);
            if (params.containsKey("storage")) {
                combinations(params).forEach(Catalogue::checkCluster);
            }
        }
    }

    private static void checkCluster(final Map<String, String> params) {
        try {
            final RigConfig config = RigConfig.of(params);
            if (params.containsKey("warm")) {       // it has trials, in which a leader is lost
                FailoverTrial.requireMajorityWithoutOne(config.nodes());
                FailoverTrial.faultOf(params.getOrDefault("fault", "crash"));
            }
        } catch (final IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    /** Every combination of the values, as JMH will run them. */
    static List<Map<String, String>> combinations(final Map<String, List<String>> params) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (final Map.Entry<String, List<String>> param : params.entrySet()) {
            final List<Map<String, String>> longer = new ArrayList<>();
            for (final Map<String, String> combination : combinations) {
                for (final String value : param.getValue()) {
                    final Map<String, String> with = new TreeMap<>(combination);
                    with.put(param.getKey(), value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
