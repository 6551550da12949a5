package io.quorate.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run is about to do, as far as its record needs to know.
 *
 * @param name        short name for people, letters, digits, dots and dashes.
 * @param commandLine the words that were typed.
 * @param settings    the settings after all defaults, such as {@code durability}, {@code nodes}.
 * @param seed        what every random choice of the run is drawn from.
 * @param jvmFlags    the flags that every fork is given.
 */
public record RunPlan(
        String name,
        List<String> commandLine,
        Map<String, String> settings,
        long seed,
        List<String> jvmFlags) {

    public RunPlan {
        if (!name.matches("[A-Za-z0-9.-]+")) {
            throw new ResultsException(
                    "the run cannot be named '" + name + "': use letters, digits, dots and dashes");
        }
        commandLine = List.copyOf(commandLine);
        settings = new TreeMap<>(settings);
        jvmFlags = List.copyOf(jvmFlags);
    }
}
