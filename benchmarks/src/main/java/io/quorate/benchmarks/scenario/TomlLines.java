package io.quorate.benchmarks.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which line of a file of TOML a key stands. A key is named by its path, as
 * {@code cluster.heartbeat} or {@code step[2].at}; one key a line.
 */
final class TomlLines {
    private static final Pattern LIST = Pattern.compile("\\s*\\[\\[\\s*([^\\]]+?)\\s*\\]\\].*");
    private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*\\].*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_.\" -]+?)\\s*=.*");

    private final Map<String, Integer> lines = new HashMap<>();

    TomlLines(final String text) {
        final Map<String, Integer> counts = new HashMap<>();
        String table = "";
        int number = 0;
        for (final String line : text.lines().toList()) {
            number++;
            final Matcher list = LIST.matcher(line);
            final Matcher single = TABLE.matcher(line);
            final Matcher key = KEY.matcher(line);
            if (list.matches()) {
                final int count = counts.merge(list.group(1), 1, Integer::sum) - 1;
                table = list.group(1) + '[' + count + ']';
                lines.putIfAbsent(table, number);
            } else if (single.matches()) {
                table = single.group(1);
                lines.putIfAbsent(table, number);
            } else if (key.matches()) {
                lines.putIfAbsent(join(table, key.group(1).replaceAll("[\" ]", "")), number);
            }
        }
    }

    static String join(final String table, final String key) {
        return table.isEmpty() ? key : table + '.' + key;
    }

    /** The line of a key; of its table, if the key is not there; else 1. */
    int of(final String table, final String key) {
        return lines.getOrDefault(join(table, key), lines.getOrDefault(table, 1));
    }
}
