package dev.hamlet.local;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.hamlet.handler.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Rows of JSON Lines: an object each, which may have other members. Not thread-safe. */
final class JsonRows implements Rows {

    private final Columns columns;
    private final byte[] bytes;
    private int at;
    private @Nullable Id id;
    private @Nullable String text;
    private boolean hasId;
    private boolean hasText;
    /** Why the current row is no object with these. */
    private @Nullable BadMessageException fault;

    JsonRows(Columns columns, byte[] bytes) {
        this.columns = columns;
        this.bytes = bytes;
    }

    @Override
    public boolean next() {
        while (at < bytes.length) {
            int start = at;
            boolean empty = true;
            while (at < bytes.length && bytes[at] != '\n') {
                empty &= bytes[at] == '\r';
                at++;
            }
            int end = at;
            at = Math.min(at + 1, bytes.length);
            if (!empty) {
                read(start, end);
                return true;
            }
        }
        return false;
    }

    private void read(int start, int end) {
        id = null;
        text = null;
        hasId = false;
        hasText = false;
        fault = null;
        try {
            if (end - start > RowReader.MOST_ROW_BYTES) {
                throw Rows.tooLong();
            }
            object(Utf8.decode(bytes, start, end - start));
        } catch (BadMessageException e) {
            fault = e;
        }
    }

    private void object(String line) throws BadMessageException {
        var json = new JsonReader(new StringReader(line));
        json.setStrictness(Strictness.STRICT);
        try {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw new BadMessageException("expected a JSON object, found other JSON");
            }
            json.beginObject();
            while (json.hasNext()) {
                member(json.nextName(), json);
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new BadMessageException("expected one JSON object in the line, found more");
            }
        } catch (MalformedJsonException | EOFException e) {
            throw new BadMessageException("expected a JSON object, found text that is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without failure", e);
        }
    }

    private void member(String name, JsonReader json) throws IOException, BadMessageException {
        boolean isText = name.equals(columns.text());
        boolean isId = name.equals(columns.id());
        if (isText && hasText || isId && hasId) {
            throw new BadMessageException("expected the member \"" + name + "\" once, found it twice");
        }
        hasText |= isText;
        hasId |= isId;
        JsonToken token = json.peek();
        if (!isText && !isId || token != JsonToken.STRING && token != JsonToken.NUMBER) {
            json.skipValue();
            return;
        }
        String value = json.nextString();
        text = isText && token == JsonToken.STRING ? value : text;
        id = isId ? new Id(value, token == JsonToken.NUMBER) : id;
    }

    @Override
    public @Nullable Id id() throws BadMessageException {
        check();
        if (columns.id() != null && id == null) {
            throw new BadMessageException(
                    expected(columns.id(), "a string or a number", hasId ? "another value" : "none"));
        }
        return id;
    }

    @Override
    public String text() throws BadMessageException {
        check();
        if (text == null) {
            throw new BadMessageException(expected(columns.text(), "a string", hasText ? "another value" : "none"));
        }
        if (text.length() > Limits.TEXT_CHARACTERS) {
            throw BadMessageException.tooLong();
        }
        return text;
    }

    private void check() throws BadMessageException {
        if (fault != null) {
            throw fault;
        }
    }

    private static String expected(String member, String kind, String found) {
        return "expected the member \"" + member + "\", " + kind + ", found " + found;
    }
}
