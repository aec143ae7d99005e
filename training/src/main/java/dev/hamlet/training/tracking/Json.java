package dev.hamlet.training.tracking;

import java.io.IOException;

/** JSON of records, whose components are keys in snake case. What a record does not name is passed over. */
public interface Json {

    /** Writes a value, in UTF-8. */
    byte[] write(Object value);

    /**
     * Reads a value.
     *
     * @throws IOException if the bytes are no JSON of that type; it says what was found
     */
    <T> T read(byte[] bytes, Class<T> type) throws IOException;
}
