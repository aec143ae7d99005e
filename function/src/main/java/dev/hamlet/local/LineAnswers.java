package dev.hamlet.local;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.handler.Classified;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** LineAnswers batches: one JSON object a line. It keeps its memory from one to the next. Not thread-safe. */
final class LineAnswers {

    private final Model model;
    private final boolean explain;
    private final StringWriter out = new StringWriter();
    private int failures;

    LineAnswers(Model model, boolean explain) {
        this.model = model;
        this.explain = explain;
    }

    /** The answers to all lines, in UTF-8. */
    byte[] to(Lines lines) throws IOException {
        out.getBuffer().setLength(0);
        while (lines.nextLine()) {
            write(lines);
            out.append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Lines lines) throws IOException {
        var json = new JsonWriter(out);
        json.beginObject();
        try {
            answer(lines.text(), json);
        } catch (BadMessageException e) {
            failures++;
            json.name("error").value("line " + lines.line() + ": " + e.getMessage());
        }
        json.endObject();
    }

    private void answer(String text, JsonWriter json) throws IOException, BadMessageException {
        if (Model.isBlank(text)) {
            throw new BadMessageException("expected a message, found an empty line");
        }
        Classified.of(model, text, explain).write(json);
    }

    /** How many lines could not be classified so far. */
    int failures() {
        return failures;
    }
}
