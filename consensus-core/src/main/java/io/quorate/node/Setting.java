package io.quorate.node;

import java.util.function.Function;

/**
 * One setting of a node: its key, what it means, and how its text becomes a value within its range.
 *
 * @param key         as it is written in a file
 * @param range       what it may be, in words
 * @param defaultText what it is when nothing is said; null where something must be, or where
 *                    {@code meaning} says what follows then
 * @param meaning     one sentence for the page of settings
 * @param parser      throws {@link IllegalArgumentException} with the end of a sentence that
 *                    begins with key and text
 */
record Setting<T>(String key, String range, String defaultText, String meaning,
        Function<String, T> parser) {

    /** The same under one of the keys that its own stands for. */
    Setting<T> named(final String oneKey) {
        return new Setting<>(oneKey, range, defaultText, meaning, parser);
    }

    /** The value of that text. */
    T parse(final String text) {
        try {
            return parser.apply(text);
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(key + " = " + text + " " + e.getMessage(), e);
        }
    }

    static Setting<Long> number(final String key, final long min, final long max,
            final String defaultText, final String meaning) {
        final String range = min == Long.MIN_VALUE ? "any"
                : max == Long.MAX_VALUE ? min + " or more" : min + " to " + max;
        return new Setting<>(key, range, defaultText, meaning,
                text -> within(range, min, max, parseNumber(text, range)));
    }

    static Setting<Long> duration(final String key, final String min, final String max,
            final String defaultText, final String meaning) {
        final String range = min + " to " + max;
        return new Setting<>(key, range, defaultText, meaning, text -> within(range,
                Units.parseDuration(min), Units.parseDuration(max), Units.parseDuration(text)));
    }

    static Setting<Long> size(final String key, final String min, final String max,
            final String defaultText, final String meaning) {
        final String range = min + " to " + max;
        return new Setting<>(key, range, defaultText, meaning, text -> within(range,
                Units.parseSize(min), Units.parseSize(max), Units.parseSize(text)));
    }

    /** The same, but for powers of two alone. */
    Setting<T> powerOfTwo() {
        return new Setting<>(key, range + ", a power of two", defaultText, meaning, text -> {
            final T value = parser.apply(text);
            if (Long.bitCount((Long) value) != 1) {
                throw new IllegalArgumentException("must be a power of two, such as "
                        + defaultText);
            }
            return value;
        });
    }

    static <E> Setting<E> choice(final String key, final E[] choices,
            final Function<E, String> label, final String defaultText, final String meaning) {
        final StringBuilder labels = new StringBuilder();
        for (final E choice : choices) {
            labels.append(labels.isEmpty() ? "" : " or ").append(label.apply(choice));
        }
        return new Setting<>(key, labels.toString(), defaultText, meaning, text -> {
            for (final E choice : choices) {
                if (label.apply(choice).equals(text)) {
                    return choice;
                }
            }
            throw new IllegalArgumentException("must be " + labels);
        });
    }

    static Setting<String> text(final String key, final String range, final String defaultText,
            final String meaning) {
        return new Setting<>(key, range, defaultText, meaning, text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("says nothing; it must be " + range);
            }
            return text;
        });
    }

    private static long parseNumber(final String text, final String range) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, " + range, e);
        }
    }

    private static long within(final String range, final long min, final long max,
            final long value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("is out of range; it must be " + range);
        }
        return value;
    }
}
