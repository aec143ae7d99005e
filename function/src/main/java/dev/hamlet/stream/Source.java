package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What sets one kind of queue or stream apart from another. */
interface Source {

    /** What the log calls it. */
    String name();

    /**
     * Reads one record, whether an event source mapping or a pipe sent it.
     *
     * @throws IllegalStateException if it is no record of this source
     */
    Message message(JsonReader in) throws IOException;

    /** Writes what tells the event source mapping which record failed. */
    default void identifier(JsonWriter json, Message failed) throws IOException {
        json.value(failed.id());
    }

    /** Whether a failed record stands for all that follow it in its lane. */
    boolean resumesAtFailure();

    /** Stops at a record that lacks what every record of this source has. */
    static String required(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalStateException("expected a record with " + name + ", found none");
        }
        return value;
    }
}
