package io.quorate.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes the JSON files of a run; a file that cannot be read is named in one sentence.
 */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of a later version
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL,
                            JsonInclude.Include.ALWAYS))
            .build();

    private Json() {
    }

    /**
     * Any JSON document, whole: a truncated file or one with something behind its end is refused.
     */
    static JsonNode tree(final Path file) {
        return read(file, new TypeReference<>() {});
    }

    static <T> T read(final Path file, final TypeReference<T> type) {
        try {
            final T value = MAPPER.readValue(Files.readString(file), type);
            if (value == null || value instanceof JsonNode node && node.isMissingNode()) {
                throw new ResultsException(file + " is empty; " + REMEDY);
            }
            return value;
        } catch (final JsonProcessingException e) {
            throw new ResultsException(
                    file + " is not whole JSON (" + where(e) + e.getOriginalMessage() + "); "
                            + REMEDY,
                    e);
        } catch (final IOException e) {
            throw unreadable(file, e);
        }
    }

    static void write(final Path file, final Object value) {
        try {
            WholeFile.replace(file, MAPPER.writeValueAsString(value) + "\n");
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("records, maps and numbers are always JSON", e);
        }
    }

    /** As text on one line. */
    static String text(final Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(value);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and numbers are always JSON", e);
        }
    }

    /** What to do about a file that a run wrote and that is not as the run wrote it. */
    static final String REMEDY = "use an untouched copy of the folder or run the benchmark again";

    static ResultsException unreadable(final Path file, final IOException e) {
        return new ResultsException("cannot read " + file + ": " + reason(e), e);
    }

    /** What is wrong, and what to do about it where that is known. */
    static String reason(final IOException e) {
        if (String.valueOf(e.getMessage()).matches(".*(No space left|quota exceeded).*")) {
            return "no space left on its disk; make room there and run the same again (compare:"
                    + " with --resume)";
        }
        final String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : kind + " " + e.getMessage();
    }

    private static String where(final JsonProcessingException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }
}
