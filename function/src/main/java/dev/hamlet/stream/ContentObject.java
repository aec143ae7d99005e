package dev.hamlet.stream;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Reads a body that is a JSON object, {@code {"id":…,"text":…,"explain":…}}. */
final class ContentObject {

    /** UTF-16 units of a sender's id. */
    private static final int REFERENCE_CHARACTERS = 256;

    private @Nullable String text;
    private @Nullable String reference;
    /** Null if it is neither true nor false. */
    private @Nullable Boolean explain = false;

    private ContentObject() {}

    static Content read(String body) {
        var object = new ContentObject();
        try (var json = new JsonReader(new StringReader(body))) {
            json.setStrictness(Strictness.STRICT);
            object.members(json);
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            return new Content.Rejected(
                    "expected one JSON object, since the body begins with a brace, found something else");
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without failure", e);
        }
        return object.content();
    }

    private void members(JsonReader in) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "text" -> text = string(in);
                case "id" -> reference = string(in);
                case "explain" -> explain = bool(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        // strict: throws at anything but white space
        var _ = in.peek();
    }

    private Content content() {
        if (text == null) {
            return new Content.Rejected("expected a member text that is a string, found none");
        }
        if (reference != null && reference.length() > REFERENCE_CHARACTERS) {
            return new Content.Rejected("id: expected at most " + REFERENCE_CHARACTERS + " characters, found "
                    + reference.length());
        }
        if (explain == null) {
            return new Content.Rejected("explain: expected true or false, found something else");
        }
        return Content.text(text, reference, explain);
    }

    /** Null for what is no string. */
    private static @Nullable String string(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.STRING) {
            return in.nextString();
        }
        in.skipValue();
        return null;
    }

    /** Null for what is neither true nor false. */
    private static @Nullable Boolean bool(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.BOOLEAN) {
            return in.nextBoolean();
        }
        in.skipValue();
        return null;
    }
}
