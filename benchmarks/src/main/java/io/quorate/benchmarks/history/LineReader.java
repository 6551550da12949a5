package io.quorate.benchmarks.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.benchmarks.history.Line.Outcome;
import io.quorate.check.KeyValueCall.Kind;
import io.quorate.check.KeyValueCall;
import io.quorate.check.Operation;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads one line of a history, and says in a sentence what is wrong with it. */
final class LineReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String where;
    private final JsonNode object;

    LineReader(final String where, final String text) {
        this.where = where;
        try {
            object = Objects.requireNonNull(MAPPER.readTree(text));
        } catch (final JsonProcessingException e) {
            throw wrong("is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    Line read() {
        final Kind kind = word("op", Kind.values());
        final Outcome outcome = word("outcome", Outcome.values());
        final JsonNode returned = object.path("return");
        final boolean isOpen = outcome == Outcome.UNKNOWN || returned.isNull();
        if (outcome == Outcome.OK && isOpen) {
            throw wrong("has outcome ok and no return", null);
        }
        return new Line(new Operation<>((int) number("client"), object.path("key").asText(),
                call(kind, outcome), number("call"), isOpen ? Operation.NEVER : number("return")),
                outcome);
    }

    private KeyValueCall call(final Kind kind, final Outcome outcome) {
        final KeyValueCall asked = switch (kind) {
            case GET -> KeyValueCall.get();
            case PUT -> KeyValueCall.put(number("value"));
            case CAS -> KeyValueCall.cas(value("expect"), number("value"));
        };
        return outcome != Outcome.OK ? asked : asked.answered(switch (kind) {
            case GET -> value("result");
            case PUT -> 0;
            case CAS -> truth("result") ? 1 : 0;
        });
    }

    private <E extends Enum<E>> E word(final String field, final E[] words) {
        final String text = object.path(field).asText();
        return Stream.of(words).filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst().orElseThrow(() -> wrong("has " + field + " '" + text
                        + "', which is none of " + Stream.of(words)
                                .map(each -> each.name().toLowerCase(Locale.ROOT)).toList(), null));
    }

    private long value(final String field) {
        return object.path(field).isNull() ? KeyValueCall.ABSENT : number(field);
    }

    private long number(final String field) {
        if (!object.path(field).isIntegralNumber()) {
            throw wrong("has no whole number as " + field, null);
        }
        return object.path(field).asLong();
    }

    private boolean truth(final String field) {
        if (!object.path(field).isBoolean()) {
            throw wrong("has neither true nor false as " + field, null);
        }
        return object.path(field).asBoolean();
    }

    private HistoryException wrong(final String sentence, final Throwable cause) {
        return new HistoryException(where + " " + sentence, cause);
    }
}
