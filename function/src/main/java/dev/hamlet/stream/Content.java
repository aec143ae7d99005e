package dev.hamlet.stream;

import dev.hamlet.handler.Limits;
import dev.hamlet.model.Model;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a record's sender wrote: the text itself, or, when it begins with a brace, a JSON object {@code {"id":…,"text":…,"explain":…}},
 * whose other members are left alone.
 */
sealed interface Content {

    /**
     * A text that can be classified.
     *
     * @param text the text, neither blank nor longer than {@link Limits#TEXT_CHARACTERS}
     * @param reference the id that the sender gave it, or null
     * @param explain whether to say why
     */
    record Text(String text, @Nullable String reference, boolean explain) implements Content {}

    /**
     * What can never be classified, however often it comes.
     *
     * @param reason what was expected and what was found; never any of the text
     */
    record Rejected(String reason) implements Content {}

    /** Reads a body, null if the record has none. */
    static Content of(@Nullable String body) {
        if (body == null) {
            return new Rejected("expected a text, found no value");
        }
        return body.stripLeading().startsWith("{") ? ContentObject.read(body) : text(body, null, false);
    }

    /** Reads a body whose bytes, UTF-8, are in base64. */
    static Content ofBase64(@Nullable String data) {
        if (data == null) {
            return of(null);
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(data));
            return of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (IllegalArgumentException e) {
            return new Rejected("expected base64, found other characters");
        } catch (CharacterCodingException e) {
            return new Rejected("expected UTF-8, found other bytes");
        }
    }

    /** A text that may turn out to be none, or too long. */
    static Content text(String text, @Nullable String reference, boolean explain) {
        if (Model.isBlank(text)) {
            return new Rejected("expected some text, found none");
        }
        if (text.length() > Limits.TEXT_CHARACTERS) {
            return new Rejected("expected at most " + Limits.TEXT_CHARACTERS + " characters, found " + text.length());
        }
        return new Text(text, reference, explain);
    }
}
