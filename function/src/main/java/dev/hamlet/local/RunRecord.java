package dev.hamlet.local;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of answers was made from, as {@code NAME.run} beside it says: answers are only gone on with, or passed over, where all of this is
 * the same. The file's first line is this, a JSON object; its second, once the answers are whole, what was counted.
 *
 * @param model the model's SHA-256
 * @param input the input's SHA-256, as its bytes are
 * @param format how the input is written
 * @param text the text's column
 * @param id the id's, null if none is asked for
 * @param explain whether answers are explained
 */
record RunRecord(String model, String input, Format format, String text, @Nullable String id, boolean explain) {

    /** That of the answers' layout and of this one: a change of either is another number, so that nobody goes on with the old. */
    private static final int VERSION = 1;

    /**
     * What was counted in whole answers.
     *
     * @param bytes how long they are
     * @param tally the rows
     */
    record Done(long bytes, Tally tally) {}

    /** Where the record of some answers is. */
    static Path beside(Path answers) {
        return answers.resolveSibling(answers.getFileName() + ".run");
    }

    /** Writes the record, whole or not at all; with {@code done} once the answers are whole. */
    void write(Path file, @Nullable Done done) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, done == null ? json() + "\n" : json() + "\n" + json(done) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a file is the record of such a run, whole or not. */
    boolean isIn(Path file) throws IOException {
        return lines(file).getFirst().equals(json());
    }

    /** What a file says of whole answers of such a run; null if it says nothing of any. */
    @Nullable
    Done done(Path file, List<String> labels) throws IOException {
        List<String> lines = lines(file);
        return lines.size() == 2 && lines.getFirst().equals(json()) ? read(lines.getLast(), labels) : null;
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() ? List.of("") : lines;
    }

    private String json() throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            json.name("version").value(VERSION);
            json.name("model").value(model);
            json.name("input").value(input);
            json.name("format").value(format.name());
            json.name("text").value(this.text);
            json.name("id").value(id);
            json.name("explain").value(explain);
            json.endObject();
        }
        return text.toString();
    }

    private static String json(Done done) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            json.name("bytes").value(done.bytes());
            json.name("bad").value(done.tally().bad());
            json.name("labels").beginObject();
            List<String> labels = done.tally().labels();
            for (int i = 0; i < labels.size(); i++) {
                json.name(labels.get(i)).value(done.tally().count(i));
            }
            json.endObject();
            json.endObject();
        }
        return text.toString();
    }

    private static @Nullable Done read(String line, List<String> labels) {
        var tally = new Tally(labels);
        long bytes = -1;
        try (var json = new JsonReader(new StringReader(line))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "bytes" -> bytes = json.nextLong();
                    case "bad" -> tally.addBad(json.nextLong());
                    case "labels" -> labels(json, tally);
                    default -> json.skipValue();
                }
            }
            json.endObject();
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // not as it was written: the answers are made anew
            return null;
        }
        return new Done(bytes, tally);
    }

    private static void labels(JsonReader json, Tally tally) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            tally.add(json.nextName(), json.nextLong());
        }
        json.endObject();
    }
}
