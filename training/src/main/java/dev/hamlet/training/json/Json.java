package dev.hamlet.training.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records of plain values as JSON in UTF-8, and back: the component {@code meanScore} is the member {@code mean_score}, an enum's constant
 * is its {@code toString()}. Nothing may be missing, and nothing null; what is unknown, since a later version wrote it, is passed over.
 */
public final class Json {

    private static final JsonMapper LINES = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final JsonMapper ANSWERS = LINES.rebuild()
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final JsonMapper PAGES = LINES.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Indented, with LF after the last line. */
    public static byte[] bytes(Object value) {
        return (written(PAGES, value) + "\n").getBytes(UTF_8);
    }

    /** On one line, which nothing ends. */
    public static String line(Object value) {
        return written(LINES, value);
    }

    private static String written(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a record of plain values, found " + value.getClass(), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param what what it holds, and who wrote it: for the message
     * @throws IOException if it cannot be read, or holds something else
     */
    public static <T> T read(Class<T> type, String what, Path file) throws IOException {
        return parse(type, what, new String(Files.readAllBytes(file), UTF_8), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param what what it is, and who wrote it: for the message
     * @param where what the message calls the text
     * @throws IOException if it is something else
     */
    public static <T> T parse(Class<T> type, String what, String text, String where) throws IOException {
        return parse(LINES, type, what, text, where);
    }

    /**
     * Reads what a server says, of which anything may be missing: it is null then.
     *
     * @param where what the message calls the server
     * @throws IOException if it is no JSON of that type
     */
    public static <T> T answer(Class<T> type, byte[] answer, String where) throws IOException {
        return parse(ANSWERS, type, "an answer in JSON", new String(answer, UTF_8), where);
    }

    private static <T> T parse(JsonMapper mapper, Class<T> type, String what, String text, String where)
            throws IOException {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IOException("%s: expected %s, found: %s".formatted(where, what, e.getOriginalMessage()), e);
        }
    }
}
