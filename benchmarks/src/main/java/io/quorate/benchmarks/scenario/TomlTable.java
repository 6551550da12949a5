package io.quorate.benchmarks.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.benchmarks.cli.BadInputException;
import io.quorate.benchmarks.cli.Nearest;
import io.quorate.node.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A table of a file of TOML, read strictly: what is wrong is told with its file, line and key, and
 * a key that nobody asked for is an error that names the nearest one.
 */
final class TomlTable {
    private final String file;
    private final TomlLines lines;
    private final String path;
    private final JsonNode node;
    private final List<String> known = new ArrayList<>();

    TomlTable(final String file, final TomlLines lines, final String path, final JsonNode node) {
        this.file = file;
        this.lines = lines;
        this.path = path;
        this.node = node;
        if (!node.isMissingNode() && !node.isObject()) {
            throw wrong("", "must be a table: write [" + path + "] on a line of its own");
        }
    }

    /** A table within this one; empty if it is not there. */
    TomlTable table(final String key) {
        known.add(key);
        return new TomlTable(file, lines, TomlLines.join(path, key), node.path(key));
    }

    /** All tables of one name, in their order. */
    List<TomlTable> tables(final String key) {
        known.add(key);
        final List<TomlTable> tables = new ArrayList<>();
        final JsonNode list = node.path(key);
        if (!list.isMissingNode() && !list.isArray()) {
            throw wrong(key, "must stand in double brackets: [[" + key + "]]");
        }
        for (int i = 0; i < list.size(); i++) {
            tables.add(new TomlTable(file, lines, TomlLines.join(path, key) + '[' + i + ']',
                    list.get(i)));
        }
        return tables;
    }

    boolean has(final String key) {
        known.add(key);
        return node.has(key);
    }

    /** Null if it is not there. */
    String text(final String key) {
        known.add(key);
        final JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(key, "must be a text in quotes");
        }
        return value.asText();
    }

    /** A text, or several in a list. */
    List<String> texts(final String key) {
        known.add(key);
        final JsonNode value = node.path(key);
        final List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> texts.add(each.asText()));
        } else if (!value.isMissingNode()) {
            texts.add(value.asText());
        }
        return texts;
    }

    int number(final String key, final int min, final int max, final int otherwise) {
        known.add(key);
        final JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < min || value.asInt() > max) {
            throw wrong(key, "must be a whole number from " + min + " to " + max + ", not "
                    + value);
        }
        return value.asInt();
    }

    double share(final String key, final double otherwise) {
        known.add(key);
        final JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
            throw wrong(key, "must be a number from 0 to 1, not " + value);
        }
        return value.asDouble();
    }

    boolean truth(final String key) {
        known.add(key);
        final JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(key, "must be true or false, not " + value);
        }
        return value.asBoolean();
    }

    /** Nanoseconds. */
    long duration(final String key, final long otherwise) {
        return quantity(key, otherwise, Units::parseDuration);
    }

    /** Bytes. */
    int size(final String key, final int otherwise) {
        return (int) Math.min(Integer.MAX_VALUE, quantity(key, otherwise, Units::parseSize));
    }

    private long quantity(final String key, final long otherwise,
            final Function<String, Long> parser) {
        final String text = text(key);
        return text == null ? otherwise : parsed(key, text, parser);
    }

    /** What a text means; null if it is not there. */
    <T> T word(final String key, final Function<String, T> parser) {
        final String text = text(key);
        return text == null ? null : parsed(key, text, parser);
    }

    private <T> T parsed(final String key, final String text, final Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (final IllegalArgumentException e) {
            throw wrong(key, e.getMessage() + " (it is \"" + text + "\")");
        }
    }

    /** All values that nobody has asked for yet, nested tables by the paths of their keys. */
    Map<String, String> others() {
        final Map<String, String> values = new TreeMap<>();
        node.properties().forEach(entry -> {
            if (!known.contains(entry.getKey())) {
                known.add(entry.getKey());
                flatten(entry.getKey(), entry.getValue(), values);
            }
        });
        return values;
    }

    private void flatten(final String key, final JsonNode value,
            final Map<String, String> values) {
        if (value.isObject()) {
            value.properties().forEach(entry ->
                    flatten(key + '.' + entry.getKey(), entry.getValue(), values));
        } else if (value.isValueNode()) {
            values.put(key, value.asText());
        } else {
            throw wrong(key, "must be one value");
        }
    }

    /** Refuses what nobody has asked for. */
    void requireNoMore() {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw wrong(key, "is not a key of " + (path.isEmpty() ? "a scenario" : "[" + path
                        .replaceAll("\\[\\d+\\]", "") + "]") + "; did you mean "
                        + Nearest.to(key, known) + "? Keys here: " + String.join(", ", known));
            }
        });
    }

    /** What is wrong with a key of this table, in one sentence. */
    BadInputException wrong(final String key, final String what) {
        return new BadInputException(file + ", line " + lines.of(path, key) + ": "
                + (key.isEmpty() ? path : key) + " " + what);
    }
}
