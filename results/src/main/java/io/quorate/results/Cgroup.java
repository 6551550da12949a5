package io.quorate.results;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How much processor a container may use: the tightest quota from our own group up to the root. */
final class Cgroup {
    private static final String V2 = "sys/fs/cgroup";
    private static final String V1 = "sys/fs/cgroup/cpu";

    private final HostFiles files;

    Cgroup(final HostFiles files) {
        this.files = files;
    }

    /** In processors, such as 1.5; empty where nothing limits us. */
    OptionalDouble cpuQuota() {
        return Stream.concat(
                groups("").map(group -> V2 + group).map(this::quotaV2),
                groups("cpu").map(group -> V1 + group).map(this::quotaV1))
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .min();
    }

    /**
     * Our group and its ancestors, such as {@code /a/b}, {@code /a} and the root, which is empty.
     */
    private Stream<String> groups(final String controller) {
        return files.lines("proc/self/cgroup").stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && isOf(controller, parts[1]))
                .map(parts -> parts[2].replaceFirst("/$", ""))
                .flatMap(group -> Stream.iterate(group, at -> at != null, Cgroup::parent));
    }

    private static boolean isOf(final String controller, final String controllers) {
        return Stream.of(controllers.split(",", -1)).anyMatch(controller::equals);
    }

    private static String parent(final String group) {
        return group.isEmpty() ? null : group.substring(0, Math.max(0, group.lastIndexOf('/')));
    }

    /** {@code cpu.max} holds {@code quota period}, or {@code max period} for no limit. */
    private Optional<Double> quotaV2(final String group) {
        final String[] parts = files.line(group + "/cpu.max").orElse("").split(" ", -1);
        return parts.length == 2
                ? share(HostFiles.wholeNumber(parts[0]), HostFiles.wholeNumber(parts[1]))
                : Optional.empty();
    }

    private Optional<Double> quotaV1(final String group) {
        return share(
                files.number(group + "/cpu.cfs_quota_us"),
                files.number(group + "/cpu.cfs_period_us"));
    }

    private static Optional<Double> share(final Optional<Long> quota, final Optional<Long> period) {
        return quota.isPresent() && period.isPresent() && quota.get() > 0 && period.get() > 0
                ? Optional.of((double) quota.get() / period.get())
                : Optional.empty();
    }
}
