package io.quorate.benchmarks.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A configuration by name: values for JMH's parameters, under the same names as {@code -p} has
 * them. It comes with Quorate, or from a file of TOML, or is typed as {@code key=value,key=value}.
 *
 * @param name   for folders and tables; letters, digits, dots and dashes
 * @param params values by the parameter's name; several of one multiply
 */
record Preset(String name, SortedMap<String, List<String>> params) {
    /** Those that come with Quorate and describe a cluster. */
    static final List<String> NAMES = List.of(
            "raft-default", "raft-fast", "es-default", "es-tight", "wan", "aeron-defaults",
            "etcd-defaults", "zookeeper-defaults", "paper-12-24", "paper-25-50", "paper-50-100",
            "paper-100-200", "paper-150-300", "paper-150-155", "paper-150-200");

    /** Those that come with it and have several values of one parameter: a curve each. */
    static final List<String> CURVES = List.of("curve-nodes", "curve-payload", "curve-window",
            "curve-producers", "curve-link", "curve-length");

    private static final List<String> SHIPPED = Stream.of(NAMES, CURVES).flatMap(List::stream)
            .toList();

    private static final TomlMapper TOML = new TomlMapper();

    Preset {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /**
     * The configuration of that name, in that file, or of those keys and values.
     *
     * @throws BadInputException with one sentence
     */
    static Preset of(final String word) {
        if (SHIPPED.contains(word)) {
            return parse(word, shipped(word), "the preset " + word);
        }
        if (word.endsWith(".toml")) {
            final Path file = Path.of(word);
            final String name = file.getFileName().toString().replace(".toml", "");
            return parse(name.replaceAll("[^A-Za-z0-9.-]", "-"), text(file), word);
        }
        if (word.contains("=")) {
            return typed(word);
        }
        throw new BadInputException(word + " is no preset, no file of TOML and no list such as"
                + " heartbeatMs=10,nodes=5; did you mean " + Nearest.to(word, SHIPPED)
                + "? Presets: " + String.join(", ", SHIPPED));
    }

    private static Preset typed(final String word) {
        final SortedMap<String, List<String>> params = new TreeMap<>();
        for (final String pair : word.split(",", -1)) {
            final int at = pair.indexOf('=');
            if (at < 1 || at == pair.length() - 1) {
                throw new BadInputException("'" + pair + "' in " + word
                        + " is not key=value; an example: heartbeatMs=10,nodes=5");
            }
            requireKnown(pair.substring(0, at), word);
            params.put(pair.substring(0, at), List.of(pair.substring(at + 1)));
        }
        return new Preset(word.replaceAll("[^A-Za-z0-9.-]+", "-"), params);
    }

    private static String shipped(final String name) {
        final String path = "/io/quorate/benchmarks/presets/" + name + ".toml";
        try (InputStream in = Preset.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read " + path + " from the jar", e);
        }
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new BadInputException("cannot read the configuration " + file + ": " + e, e);
        }
    }

    static Preset parse(final String name, final String text, final String where) {
        final SortedMap<String, List<String>> params = new TreeMap<>();
        for (final var entry : tree(text, where).properties()) {
            requireKnown(entry.getKey(), where);
            params.put(entry.getKey(), values(entry.getKey(), entry.getValue(), where));
        }
        return new Preset(name, params);
    }

    private static JsonNode tree(final String text, final String where) {
        try {
            return TOML.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new BadInputException(where + " is no TOML: line " + (e.getLocation() == null
                    ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> values(final String key, final JsonNode value,
            final String where) {
        final List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(each.asText()));
        } else if (value.isValueNode()) {
            values.add(value.asText());
        }
        if (values.isEmpty() || values.contains("")) {
            throw new BadInputException(where + ": " + key
                    + " must be a value or a list of values");
        }
        return values;
    }

    private static void requireKnown(final String key, final String where) {
        final List<String> known = List.copyOf(Catalogue.paramNames());
        if (!known.contains(key)) {
            throw new BadInputException(where + ": there is no key " + key + "; did you mean "
                    + Nearest.to(key, known) + "? Keys are the benchmarks' parameters: "
                    + String.join(", ", known));
        }
    }

    /** One value each, for what can't take several. */
    SortedMap<String, String> single() {
        final SortedMap<String, String> single = new TreeMap<>();
        params.forEach((key, values) -> {
            if (values.size() > 1) {
                throw new BadInputException(name + ": " + key + " has several values, "
                        + String.join(", ", values) + "; one is needed here");
            }
            single.put(key, values.get(0));
        });
        return single;
    }
}
