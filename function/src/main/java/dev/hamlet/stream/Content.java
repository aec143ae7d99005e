package dev.hamlet.stream;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.hamlet.handler.Limits;
import dev.hamlet.model.Model;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a record's sender wrote: the text itself, or, when it begins with a brace, a JSON object {@code {"id":…,"text":…}} whose other
 * members are left alone.
 */
sealed interface Content {

    /**
     * A text that can be classified.
     *
     * @param text the text, neither blank nor longer than {@link Limits#TEXT_CHARACTERS}
     * @param reference the id that the sender gave it, or null
     */
    record Text(String text, @Nullable String reference) implements Content {}

    /**
     * What can never be classified, however often it comes.
     *
     * @param reason what was expected and what was found; never any of the text
     */
    record Rejected(String reason) implements Content {}

    /** UTF-16 units of a sender's id. */
    int REFERENCE_CHARACTERS = 256;

    /** Reads a body, null if the record has none. */
    static Content of(@Nullable String body) {
        if (body == null) {
            return new Rejected("expected a text, found no value");
        }
        return body.stripLeading().startsWith("{") ? object(body) : text(body, null);
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

    /** Takes a text as it is, braces included. */
    static Content ofText(String text) {
        return text(text, null);
    }

    private static Content text(String text, @Nullable String reference) {
        if (Model.isBlank(text)) {
            return new Rejected("expected some text, found none");
        }
        if (text.length() > Limits.TEXT_CHARACTERS) {
            return new Rejected("expected at most " + Limits.TEXT_CHARACTERS + " characters, found " + text.length());
        }
        return new Text(text, reference);
    }

    private static Content object(String body) {
        try (var json = new JsonReader(new StringReader(body))) {
            json.setStrictness(Strictness.STRICT);
            return object(json);
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            return new Rejected("expected one JSON object, since the body begins with a brace, found something else");
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without failure", e);
        }
    }

    private static Content object(JsonReader in) throws IOException {
        String text = null;
        String reference = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "text" -> text = string(in);
                case "id" -> reference = string(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        // strict: throws at anything but white space
        var _ = in.peek();
        if (text == null) {
            return new Rejected("expected a member text that is a string, found none");
        }
        if (reference != null && reference.length() > REFERENCE_CHARACTERS) {
            return new Rejected("id: expected at most " + REFERENCE_CHARACTERS + " characters, found "
                    + reference.length());
        }
        return text(text, reference);
    }

    /** Null for what is no string. */
    private static @Nullable String string(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.STRING) {
            return in.nextString();
        }
        in.skipValue();
        return null;
    }
}
