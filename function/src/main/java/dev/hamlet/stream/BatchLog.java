package dev.hamlet.stream;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.handler.Classified;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch leaves in the log: a line of JSON for the whole, one for each failure with its reason, and one for each prediction that
 * is answered nowhere else. The model by version and SHA-256, ids, counts, lengths, labels, and weights by where a word begins and
 * ends: never a text.
 */
final class BatchLog {

    private final String source;
    private final String requestId;
    private final Model model;
    private final long start;
    private final StringWriter lines = new StringWriter();
    private final Map<String, Integer> labels = new TreeMap<>();
    private long characters;
    private int predicted;
    private int failed;
    private int heldBack;

    BatchLog(String source, String requestId, Model model, long startNanos) {
        this.source = source;
        this.requestId = requestId;
        this.model = model;
        this.start = startNanos;
    }

    void count(Outcome.Predicted outcome) {
        predicted++;
        characters += outcome.text().text().length();
        labels.merge(outcome.classified().prediction().label(), 1, Integer::sum);
    }

    void line(Message message, Classified classified) throws IOException {
        JsonWriter json = begun("INFO");
        json.name("id").value(message.id());
        classified.write(json);
        end(json);
    }

    void failed(String id, String reason) throws IOException {
        failed++;
        JsonWriter json = begun("WARN");
        json.name("id").value(id);
        json.name("error").value(reason);
        end(json);
    }

    /** How many records failed so far. */
    int failed() {
        return failed;
    }

    /** A record that is not looked at yet, because one before it failed. */
    void heldBack() {
        heldBack++;
    }

    void write(PrintStream out, long endNanos) throws IOException {
        JsonWriter json = begun("INFO");
        json.name("latencyMs").value(Math.rint((endNanos - start) / 10_000.0) / 100);
        json.name("predicted").value(predicted);
        json.name("failed").value(failed);
        json.name("heldBack").value(heldBack);
        json.name("characters").value(characters);
        json.name("labels").beginObject();
        for (Map.Entry<String, Integer> label : labels.entrySet()) {
            json.name(label.getKey()).value(label.getValue());
        }
        json.endObject();
        end(json);
        // one call, so that lines of concurrent batches do not mix
        out.writeBytes(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private JsonWriter begun(String level) throws IOException {
        var json = new JsonWriter(lines);
        json.beginObject();
        json.name("level").value(level);
        json.name("requestId").value(requestId);
        json.name("source").value(source);
        json.name("model").value(model.version());
        json.name("sha256").value(model.sha256());
        return json;
    }

    private void end(JsonWriter json) throws IOException {
        json.endObject();
        lines.append('\n');
    }
}
