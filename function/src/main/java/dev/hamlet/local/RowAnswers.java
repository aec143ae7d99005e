package dev.hamlet.local;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.handler.Limits;
import dev.hamlet.handler.PredictionJson;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers batches of rows: one JSON object a row. It keeps its memory from one to the next. Not thread-safe. */
final class RowAnswers {

    private final Model model;
    private final boolean explain;
    private final Columns columns;
    private final String version;
    private final Tally tally;
    private final StringWriter out = new StringWriter();

    RowAnswers(Model model, boolean explain, Columns columns) {
        this.model = model;
        this.explain = explain;
        this.columns = columns;
        this.version = model.version();
        this.tally = new Tally(model.metadata().labels());
    }

    /** The answers to all rows, in UTF-8. */
    byte[] to(RowBatch batch) throws IOException {
        out.getBuffer().setLength(0);
        long row = batch.rowsBefore();
        if (batch.isTooLong()) {
            write(++row, null);
        } else {
            Rows rows = columns.rows(batch.bytes());
            while (rows.next()) {
                write(++row, rows);
            }
        }
        if (row != batch.rowsBefore() + batch.rows()) {
            throw new IllegalStateException("expected " + batch.rows() + " rows after row " + batch.rowsBefore()
                    + ", found " + (row - batch.rowsBefore()));
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(long row, @Nullable Rows rows) throws IOException {
        var json = new JsonWriter(out);
        json.beginObject();
        json.name("row").value(row);
        try {
            answer(rows, json);
        } catch (BadMessageException e) {
            tally.addBad(1);
            json.name("error").value(e.getMessage());
        }
        json.endObject();
        out.append('\n');
    }

    private void answer(@Nullable Rows rows, JsonWriter json) throws IOException, BadMessageException {
        if (rows == null) {
            throw Rows.tooLong();
        }
        Rows.Id id = rows.id();
        if (id != null) {
            checkLength(id);
            id.write(json);
        }
        String text = rows.text();
        if (Model.isBlank(text)) {
            throw new BadMessageException("expected a message, found an empty text");
        }
        if (explain) {
            Explanation explanation = model.explain(text);
            write(explanation.prediction(), json);
            PredictionJson.write(json, explanation);
        } else {
            write(model.predict(text), json);
        }
    }

    /** An answer is short beside the row, so that memory is enough for whole batches of them. */
    private static void checkLength(Rows.Id id) throws BadMessageException {
        if (id.value().length() > Limits.TEXT_CHARACTERS) {
            throw new BadMessageException(
                    "expected an id of at most " + Limits.TEXT_CHARACTERS + " characters, found more");
        }
    }

    private void write(Prediction prediction, JsonWriter json) throws IOException {
        PredictionJson.write(json, prediction);
        json.name("model").value(version);
        tally.add(prediction.label(), 1);
    }

    /** What was answered so far. */
    Tally tally() {
        return tally;
    }
}
