package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;

/** Writes the members of a JSON object. Not on the way to a first prediction: that one does without lambdas. */
@FunctionalInterface
interface Members {

    /** Writes them into the open object. */
    void write(JsonWriter json) throws IOException;

    /** The object as text. */
    static String object(Members members) {
        var out = new StringWriter();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            members.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return out.toString();
    }
}
