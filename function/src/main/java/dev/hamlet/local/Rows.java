package dev.hamlet.local;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A batch's rows, to be gone through once. */
sealed interface Rows permits CellRows, JsonRows {

    /** A row's name in its file: text, or a number as it is written there. */
    record Id(String value, boolean number) {

        void write(JsonWriter json) throws IOException {
            json.name("id");
            if (number) {
                json.jsonValue(value);
            } else {
                json.value(value);
            }
        }
    }

    /** Goes to the next row, if there is one. */
    boolean next();

    /**
     * The current row's id, null if none is asked for.
     *
     * @throws BadMessageException if it cannot be told
     */
    @Nullable
    Id id() throws BadMessageException;

    /**
     * The current row's text, which may be blank.
     *
     * @throws BadMessageException if there is none, or it is too long
     */
    String text() throws BadMessageException;

    /** What is said of a row that is too long to be read. */
    static BadMessageException tooLong() {
        return new BadMessageException("expected a row of at most " + RowReader.MOST_ROW_BYTES + " bytes, found more");
    }
}
