package dev.hamlet.handler;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** A JSON body, read piece by piece: what is not as expected becomes a problem that says where. */
final class JsonBody {

    /** Reads a member's value. */
    @FunctionalInterface
    interface Member {
        void read(String name) throws IOException, ProblemException;
    }

    /** Reads an element. */
    @FunctionalInterface
    interface Element {
        void read(int index) throws IOException, ProblemException;
    }

    private final JsonReader in;

    private JsonBody(JsonReader in) {
        this.in = in;
    }

    /** A body that has been opened, to be read by {@link #read}. */
    static JsonBody of(String body) {
        var reader = new JsonReader(new StringReader(body));
        reader.setStrictness(Strictness.STRICT);
        return new JsonBody(reader);
    }

    /**
     * Reads the body, which must be one object.
     *
     * @throws ProblemException if it is not, or {@code member} says so
     */
    void read(Member member) throws ProblemException {
        try {
            object("the body", member);
            PredictRequest.expectEnd(in);
        } catch (MalformedJsonException | EOFException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_JSON,
                    "expected a JSON object, found text that is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without failure", e);
        }
    }

    void object(String where, Member member) throws IOException, ProblemException {
        PredictRequest.expect(in, JsonToken.BEGIN_OBJECT, where);
        in.beginObject();
        while (in.hasNext()) {
            member.read(in.nextName());
        }
        in.endObject();
    }

    void array(String where, Element element) throws IOException, ProblemException {
        PredictRequest.expect(in, JsonToken.BEGIN_ARRAY, where);
        in.beginArray();
        for (int i = 0; in.hasNext(); i++) {
            element.read(i);
        }
        in.endArray();
    }

    String string(String where) throws IOException, ProblemException {
        PredictRequest.expect(in, JsonToken.STRING, where);
        return in.nextString();
    }

    /** A number as it is written. */
    String number(String where) throws IOException, ProblemException {
        PredictRequest.expect(in, JsonToken.NUMBER, where);
        return in.nextString();
    }

    boolean bool(String where) throws IOException, ProblemException {
        PredictRequest.expect(in, JsonToken.BOOLEAN, where);
        return in.nextBoolean();
    }

    /** The value if it is a string, else null, and the value is passed over. */
    @Nullable
    String cell() throws IOException {
        if (in.peek() == JsonToken.STRING) {
            return in.nextString();
        }
        in.skipValue();
        return null;
    }

    boolean isObject() throws IOException {
        return in.peek() == JsonToken.BEGIN_OBJECT;
    }

    boolean isArray() throws IOException {
        return in.peek() == JsonToken.BEGIN_ARRAY;
    }

    boolean isNull() throws IOException {
        return in.peek() == JsonToken.NULL;
    }

    void skip() throws IOException {
        in.skipValue();
    }
}
