package io.quorate.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;

/** JMH's parameters of a benchmark, as a map and as a name. */
public final class Params {
    /**
     * What a run was that was recorded before there were these parameters. A name leaves them out
     * if they say no more than that, as no file system takes more than 255 bytes.
     */
    public static final Map<String, String> ADDED_LATER = Map.of("roundTripMs", "0",
            "client", "in-process", "legs", "2", "breakers", "off", "evidence", "timeout",
            "batch", "64", "driver", "auto");

    private Params() {
    }

    /** The parameters by name, in the order of their names. */
    public static Map<String, String> of(final BenchmarkParams params) {
        final Map<String, String> map = new TreeMap<>();
        params.getParamsKeys().forEach(key -> map.put(key, params.getParam(key)));
        return map;
    }

    /** A file's name that tells these parameters from others; where the logs lay is left out. */
    public static String name(final String prefix, final Map<String, String> params) {
        return prefix + new TreeMap<>(params).entrySet().stream()
                .filter(param -> !param.getKey().equals("dir")
                        && !param.getValue().equals(ADDED_LATER.get(param.getKey())))
                .map(param -> "_" + param.getKey() + "="
                        + param.getValue().replace('/', '-'))
                .collect(Collectors.joining());
    }
}
