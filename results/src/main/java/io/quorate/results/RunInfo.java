package io.quorate.results;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code run.json}: what was run, from which commit, with which settings.
 *
 * @param schema      version of the folder's layout.
 * @param name        the run's short name.
 * @param startedUtc  when it began, ISO 8601.
 * @param finishedUtc when it ended; null while it is under way.
 * @param host        the host's name.
 * @param commandLine the words that were typed.
 * @param settings    the settings after all defaults.
 * @param seed        what every random choice was drawn from.
 * @param git         the commit.
 * @param jvmFlags    the flags that every fork was given.
 * @param noise       what the neighbours took meanwhile, in percent; empty while it is under way.
 */
public record RunInfo(
        int schema,
        String name,
        String startedUtc,
        String finishedUtc,
        String host,
        List<String> commandLine,
        SortedMap<String, String> settings,
        long seed,
        Git git,
        List<String> jvmFlags,
        Map<String, Double> noise) {

    /** The layout that this version writes and reads. */
    static final int SCHEMA = 1;
    static final String FILE = "run.json";

    static RunInfo started(
            final RunPlan plan, final String startedUtc, final String host, final Git git) {
        return new RunInfo(
                SCHEMA, plan.name(), startedUtc, null, host, plan.commandLine(),
                new TreeMap<>(plan.settings()), plan.seed(), git, plan.jvmFlags(), Map.of());
    }

    RunInfo finished(final String atUtc, final Map<String, Double> noiseMeanwhile) {
        return new RunInfo(
                schema, name, startedUtc, atUtc, host, commandLine, settings, seed, git, jvmFlags,
                noiseMeanwhile);
    }

    void write(final Path directory) {
        Json.write(directory.resolve(FILE), this);
    }

    static RunInfo read(final Path directory) {
        final Path file = directory.resolve(FILE);
        final RunInfo info = Json.read(file, new TypeReference<>() {});
        if (info.schema != SCHEMA) {
            throw new ResultsException(file + " has schema " + info.schema
                    + " and this version reads " + SCHEMA + "; use the version that wrote it");
        }
        if (info.name == null || info.host == null || info.startedUtc == null
                || info.settings == null || info.git == null || info.noise == null) {
            throw new ResultsException(file
                    + " lacks one of name, host, started_utc, settings, git, noise; "
                    + Json.REMEDY);
        }
        return info;
    }
}
