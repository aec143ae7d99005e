package dev.hamlet.stream;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** An event whose members are read one by one: Step Functions does not promise their order. */
final class ChunkEvent {

    private final String event;
    private final Set<String> members = new HashSet<>();

    private ChunkEvent(String event) {
        this.event = event;
    }

    /** Reads one value. */
    @FunctionalInterface
    interface Part<T> {

        /**
         * Reads the value that {@code in} stands at.
         *
         * @throws IllegalStateException if it is another than expected; or NumberFormatException
         */
        T read(JsonReader in) throws IOException;
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is no JSON object
     * @throws IOException if the stream fails
     */
    static ChunkEvent of(InputStream in) throws IOException {
        var event = new ChunkEvent(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        try {
            event.scan();
        } catch (IOException | IllegalStateException e) {
            // no cause: a parser's message could quote a text
            throw new IllegalArgumentException("expected one JSON object, found something else");
        }
        return event;
    }

    private void scan() throws IOException {
        JsonReader in = open();
        while (in.hasNext()) {
            members.add(in.nextName());
            in.skipValue();
        }
        in.endObject();
        // strict: throws at anything but white space
        var _ = in.peek();
    }

    private JsonReader open() throws IOException {
        var in = new JsonReader(new StringReader(event));
        in.setStrictness(Strictness.STRICT);
        in.beginObject();
        return in;
    }

    boolean has(String member) {
        return members.contains(member);
    }

    /**
     * Reads a member.
     *
     * @throws IllegalArgumentException if there is none, or it is another than expected
     */
    <T> T member(String name, Part<T> part) throws IOException {
        if (!has(name)) {
            throw new IllegalArgumentException("expected a member " + name + ", found none");
        }
        JsonReader in = open();
        while (!in.nextName().equals(name)) {
            in.skipValue();
        }
        try {
            return part.read(in);
        } catch (IllegalStateException | NumberFormatException e) {
            // no cause: a parser's message could quote a text
            throw new IllegalArgumentException(name + ": expected what the state machine sends, found something else");
        }
    }
}
