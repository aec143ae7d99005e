package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import dev.hamlet.model.Model;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file of texts in S3, and how to read it: {@code {"key":…,"etag":…,"textColumn":…,"idColumn":…,"keepDays":…,"explain":…}}.
 *
 * @param key its name
 * @param etag what tells its versions apart
 * @param textColumn the column, or member, of the text
 * @param idColumn the one that an answer is to be known by; a row need not have it
 * @param keepDays how long an answer is to be kept in the table
 * @param explain whether to say why, of as many texts as an answer has room for
 */
record TextFile(String key, String etag, String textColumn, String idColumn, int keepDays, boolean explain) {

    static TextFile read(JsonReader in) throws IOException {
        @Nullable
        String key = null;
        @Nullable
        String etag = null;
        @Nullable
        String textColumn = null;
        @Nullable
        String idColumn = null;
        int keepDays = 0;
        boolean explain = false;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "key" -> key = in.nextString();
                case "etag" -> etag = in.nextString();
                case "textColumn" -> textColumn = in.nextString();
                case "idColumn" -> idColumn = in.nextString();
                case "keepDays" -> keepDays = Integer.parseInt(in.nextString());
                case "explain" -> explain = in.nextBoolean();
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new TextFile(Source.required(key, "a key"), Source.required(etag, "an etag"),
                Source.required(textColumn, "a textColumn"), Source.required(idColumn, "an idColumn"), keepDays,
                explain);
    }

    /** Where the answers to this version of the file belong: the same place in every run with the same model. */
    String answers(Model model) {
        return key + "/" + etag.replace("\"", "") + "/" + model.version() + "/";
    }
}
