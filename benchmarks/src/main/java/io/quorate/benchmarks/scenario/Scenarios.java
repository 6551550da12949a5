package io.quorate.benchmarks.scenario;

import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.cli.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The scenarios that come with Quorate, and those in files. */
public final class Scenarios {
    /** Those that come with Quorate, by name. */
    public static final List<String> NAMES = List.of("leader-lost", "standby-lost",
            "observer-lost", "leader-and-another-lost", "leader-and-another-lost-of-three",
            "overload", "leader-cut-off", "leader-killed",
            "leader-killed-with-link");

    private Scenarios() {
    }

    /**
     * The scenario of that name, or in that file, whose name ends in {@code .toml}.
     *
     * @throws BadInputException with one sentence
     */
    public static Scenario of(final String word) {
        if (NAMES.contains(word)) {
            return ScenarioFile.parse(word, "the scenario " + word, text(word));
        }
        if (!word.endsWith(".toml")) {
            throw new BadInputException(word + " is no scenario, and no file that ends in .toml;"
                    + " did you mean " + Nearest.to(word, NAMES) + "? Scenarios: "
                    + String.join(", ", NAMES));
        }
        final Path file = Path.of(word);
        try {
            final String name = file.getFileName().toString().replaceFirst("\\.toml$", "");
            return ScenarioFile.parse(name.replaceAll("[^A-Za-z0-9.-]", "-"), word,
                    Files.readString(file));
        } catch (final IOException e) {
            throw new BadInputException("cannot read the scenario " + file + ": " + e, e);
        }
    }

    /** The text of one that comes with Quorate. */
    public static String text(final String name) {
        final String path = "/io/quorate/benchmarks/scenarios/" + name + ".toml";
        try (InputStream in = Scenarios.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read " + path + " from the jar", e);
        }
    }
}
