package dev.hamlet.local;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The answers that an interrupted run left, as far as they are whole, one a row from the first on: what a dying machine left half written
 * at the end is none.
 *
 * @param bytes how long they are
 * @param tally the rows
 */
record AnsweredRows(long bytes, Tally tally) {

    /** An answer with an explanation of the longest text and the longest id is shorter. */
    private static final int MOST_BYTES = 8 << 20;

    /** Reads a file; none are in one that is not there. */
    static AnsweredRows read(Path file, List<String> labels) throws IOException {
        var tally = new Tally(labels);
        long bytes = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var line = new ByteArrayOutputStream();
            for (long row = 1; readLine(in, line) && count(row, line.toString(StandardCharsets.UTF_8), tally); row++) {
                bytes += line.size() + 1;
            }
        }
        return new AnsweredRows(bytes, tally);
    }

    /** Reads a line without its end; whether there is a whole one. */
    private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int read = in.read();
        while (read >= 0 && read != '\n' && line.size() < MOST_BYTES) {
            line.write(read);
            read = in.read();
        }
        return read == '\n';
    }

    /** Counts an answer; whether it is one, to that row. */
    private static boolean count(long row, String line, Tally tally) throws IOException {
        try (var json = new JsonReader(new StringReader(line))) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            return json.nextName().equals("row") && json.nextLong() == row && countRest(json, tally);
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return false;
        }
    }

    private static boolean countRest(JsonReader json, Tally tally) throws IOException {
        String label = null;
        boolean bad = false;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "label" -> label = json.nextString();
                case "error" -> {
                    bad = true;
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (bad) {
            tally.addBad(1);
        }
        return bad || label != null && tally.add(label, 1);
    }
}
