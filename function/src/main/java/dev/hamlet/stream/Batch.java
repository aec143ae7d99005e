package dev.hamlet.stream;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one invocation, in their order.
 *
 * @param messages the records
 * @param piped whether a pipe waits for an answer to each, and not an event source mapping for what failed
 */
record Batch(List<Message> messages, boolean piped) {

    /**
     * Reads an event: a pipe's array of records; {@code {"Records":[…]}}; or {@code {"records":{"topic-0":[…]}}}, Kafka's.
     *
     * @throws IllegalArgumentException if it is something else
     * @throws IOException if the stream fails
     */
    static Batch read(InputStream event, Source source) throws IOException {
        var messages = new ArrayList<Message>();
        var in = new JsonReader(new StringReader(new String(event.readAllBytes(), StandardCharsets.UTF_8)));
        in.setStrictness(Strictness.STRICT);
        try {
            boolean piped = in.peek() == JsonToken.BEGIN_ARRAY;
            if (piped) {
                records(in, source, messages);
            } else {
                mapped(in, source, messages);
            }
            // strict: anything but white space after the event is malformed
            var _ = in.peek();
            return new Batch(List.copyOf(messages), piped);
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            // no cause: a parser's message could quote a text
            throw new IllegalArgumentException("expected records of " + source.name() + ", found something else");
        }
    }

    private static void mapped(JsonReader in, Source source, List<Message> to) throws IOException {
        boolean found = false;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "Records" -> {
                    found = true;
                    records(in, source, to);
                }
                case "records" -> {
                    found = true;
                    partitions(in, source, to);
                }
                default -> in.skipValue();
            }
        }
        in.endObject();
        if (!found) {
            throw new IllegalStateException("no records");
        }
    }

    private static void partitions(JsonReader in, Source source, List<Message> to) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            var _ = in.nextName();
            records(in, source, to);
        }
        in.endObject();
    }

    private static void records(JsonReader in, Source source, List<Message> to) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            to.add(source.message(in));
        }
        in.endArray();
    }

    /** A member's text, or its number as written; null for null. */
    static @Nullable String value(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        return in.nextString();
    }
}
