package io.quorate.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What forbids to set two runs side by side: another machine, another promise of durability,
 * another class of storage. A log in memory is not a faster log on disk.
 */
final class Comparability {
    private final RecordedRun a;
    private final RecordedRun b;

    Comparability(final RecordedRun a, final RecordedRun b) {
        this.a = a;
        this.b = b;
    }

    /** Every obstacle, each the beginning of a sentence; none if the runs may be compared. */
    List<String> obstacles(final List<SeriesMatcher.Pair> pairs) {
        final Set<String> obstacles = new LinkedHashSet<>(host());
        for (final SeriesMatcher.Pair pair : pairs) {
            final String title = pair.a().title();
            unequal(title + " has durability",
                    durability(a, pair.a()), durability(b, pair.b()), obstacles);
            unequal(title + " has storage class",
                    storage(a, pair.a()), storage(b, pair.b()), obstacles);
        }
        return List.copyOf(obstacles);
    }

    /** A container's name may change with every start; the boot of its host does not. */
    private List<String> host() {
        final List<String> obstacles = new ArrayList<>();
        final boolean sameName = a.info().host().equals(b.info().host());
        final boolean sameBoot = !fact(a, "host", "boot_id").equals(Environment.UNKNOWN)
                && fact(a, "host", "boot_id").equals(fact(b, "host", "boot_id"));
        if (!sameName && !sameBoot) {
            obstacles.add("A ran on host " + a.info().host() + " and B on host " + b.info().host());
        }
        for (final String name : new String[] {"model", "logical_count", "cgroup_quota_cpus"}) {
            if (!fact(a, "cpu", name).equals(fact(b, "cpu", name))) {
                obstacles.add("A had cpu " + name + " '" + fact(a, "cpu", name) + "' and B '"
                        + fact(b, "cpu", name) + "'");
            }
        }
        return obstacles;
    }

    private static void unequal(
            final String what,
            final String ofA,
            final String ofB,
            final Set<String> obstacles) {
        if (!ofA.equals(ofB)) {
            obstacles.add(what + " '" + ofA + "' in A and '" + ofB + "' in B");
        }
    }

    private static String durability(final RecordedRun run, final Series series) {
        return setting("durability", run, series);
    }

    /** What lies under the log: nothing, or a file system such as tmpfs or ext4. */
    private static String storage(final RecordedRun run, final Series series) {
        final boolean inMemory = setting("durability", run, series).equals("memory")
                || setting("storage", run, series).equals("memory");
        return inMemory ? "memory" : fact(run, "log_directory", "file_system");
    }

    private static String setting(final String name, final RecordedRun run, final Series series) {
        final String general = run.info().settings().getOrDefault(name, "not stated");
        return series.params().getOrDefault(name, general);
    }

    private static String fact(final RecordedRun run, final String section, final String name) {
        return run.environment().fact(section, name);
    }
}
