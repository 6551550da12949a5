package io.quorate.peers;

import io.quorate.port.Durability;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one fork is to do.
 *
 * @param durability what an acknowledged command survives
 * @param payloads   bytes of a command
 * @param windows    commands outstanding
 * @param warmUpNs   of each window at least, in nanoseconds; see {@link WarmUp}
 * @param measureNs  of each window, in nanoseconds
 * @param trials     failovers at each {@link Setting}; 0 for none
 * @param seed       decides when leaders are killed
 */
record ForkPlan(Durability durability, List<Integer> payloads, List<Integer> windows,
        long warmUpNs, long measureNs, int trials, long seed) {
    /** As arguments of a fork. */
    List<String> arguments() {
        return List.of(durability.label(), joined(payloads), joined(windows),
                Long.toString(warmUpNs), Long.toString(measureNs), Integer.toString(trials),
                Long.toString(seed));
    }

    private static String joined(final List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Of {@link #arguments}. */
    static ForkPlan of(final List<String> arguments) {
        return new ForkPlan(Durability.ofLabel(arguments.get(0)), parted(arguments.get(1)),
                parted(arguments.get(2)), Long.parseLong(arguments.get(3)),
                Long.parseLong(arguments.get(4)), Integer.parseInt(arguments.get(5)),
                Long.parseLong(arguments.get(6)));
    }

    private static List<Integer> parted(final String numbers) {
        return Stream.of(numbers.split(",")).map(Integer::valueOf).toList();
    }

    /** The same with another seed. */
    ForkPlan seeded(final long other) {
        return new ForkPlan(durability, payloads, windows, warmUpNs, measureNs, trials, other);
    }

    /** About how long a fork takes, in seconds. */
    int seconds() {
        final double load = payloads.size()
                * (START_SECONDS + windows.size() * (warmUpNs + measureNs) / 1e9);
        return (int) Math.ceil(load + (trials == 0 ? 0
                : SETTINGS * (START_SECONDS + trials * TRIAL_SECONDS)));
    }

    /** Steps that a fork tells of. */
    int steps() {
        return payloads.size() * windows.size() + SETTINGS * trials;
    }

    private static final int SETTINGS = Setting.values().length;
    private static final double START_SECONDS = 3;
    private static final double TRIAL_SECONDS = 3;
}
