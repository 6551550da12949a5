package io.quorate.benchmarks.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something may take: {@code 90s}, {@code 15m}, {@code 2h}. */
final class Spans {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(s|m|h)");

    private Spans() {
    }

    /** @throws BadInputException for anything else, naming what would do */
    static Duration parse(final String text) {
        final Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new BadInputException("'" + text + "' is no time: say 90s, 15m or 2h");
        }
        final long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
