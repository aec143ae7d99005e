package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file of texts, {@code {"index":0,"row":{"text":…,"id":…}}}.
 *
 * @param number its number in the file, from 1; a header does not count
 * @param id what the sender knows it by, or null
 * @param content what it holds
 */
record Row(long number, @Nullable String id, Content content) {

    /** Reads an array of rows of a file. */
    static List<Row> readAll(JsonReader in, TextFile file) throws IOException {
        var rows = new ArrayList<Row>();
        in.beginArray();
        while (in.hasNext()) {
            rows.add(read(in, file));
        }
        in.endArray();
        return rows;
    }

    private static Row read(JsonReader in, TextFile file) throws IOException {
        long index = -1;
        var cells = new Cells(file);
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "index" -> index = Long.parseLong(in.nextString());
                case "row" -> cells.read(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        if (index < 0) {
            throw new IllegalStateException("no index");
        }
        return new Row(index + 1, cells.id, cells.content());
    }

    /** What stands in the columns that matter. */
    private static final class Cells {

        private final TextFile file;
        private @Nullable String id;
        private @Nullable String text;

        Cells(TextFile file) {
            this.file = file;
        }

        void read(JsonReader in) throws IOException {
            if (in.peek() != JsonToken.BEGIN_OBJECT) {
                in.skipValue();
                return;
            }
            in.beginObject();
            while (in.hasNext()) {
                read(in.nextName(), in);
            }
            in.endObject();
        }

        private void read(String column, JsonReader in) throws IOException {
            boolean string = in.peek() == JsonToken.STRING;
            if (!string && in.peek() != JsonToken.NUMBER) {
                in.skipValue();
                return;
            }
            String value = in.nextString();
            if (column.equals(file.textColumn()) && string) {
                text = value;
            }
            if (column.equals(file.idColumn())) {
                id = value;
            }
        }

        Content content() {
            return text == null
                    ? new Content.Rejected("expected a string in column " + file.textColumn() + ", found none")
                    : Content.text(text, null, file.explain());
        }
    }
}
