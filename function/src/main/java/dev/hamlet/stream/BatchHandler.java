package dev.hamlet.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.google.gson.stream.JsonWriter;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;

/**
 * Classifies batches. An event source mapping gets {@code batchItemFailures}, and each prediction is a line of the log; a pipe gets
 * an array with an answer to each record. Thread-safe.
 */
final class BatchHandler {

    private final Source source;
    private final Model model;
    private final PrintStream log;

    BatchHandler(Source source, Model model, PrintStream log) {
        this.source = source;
        this.model = model;
        this.log = log;
    }

    /**
     * Answers an event.
     *
     * @throws IllegalArgumentException if it holds something else than records of the source: then the whole batch has failed
     */
    void handle(InputStream in, OutputStream out, Context context) throws IOException {
        var lines = new BatchLog(source.name(), context.getAwsRequestId(), model, System.nanoTime());
        Batch batch = Batch.read(in, source);
        var answer = new StringWriter();
        var json = new JsonWriter(answer);
        if (batch.piped()) {
            answers(batch, json, lines);
        } else {
            failures(batch, json, lines);
        }
        out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
        lines.write(log, System.nanoTime());
    }

    /** Goes on past a failure, but not in its lane: what follows there comes again with it. */
    private void failures(Batch batch, JsonWriter json, BatchLog lines) throws IOException {
        var outcomes = new Outcomes(model);
        var closed = new HashSet<String>();
        json.beginObject().name("batchItemFailures").beginArray();
        for (Message message : batch.messages()) {
            if (closed.contains(message.lane())) {
                lines.heldBack();
                if (!source.resumesAtFailure()) {
                    failure(message, json);
                }
                continue;
            }
            switch (outcomes.of(message.content())) {
                case Outcome.Predicted predicted -> {
                    lines.count(predicted);
                    lines.line(message, predicted.classified());
                }
                case Outcome.Failed failed -> {
                    lines.failed(message.id(), failed.reason());
                    closed.add(message.lane());
                    failure(message, json);
                }
            }
        }
        json.endArray().endObject();
    }

    private void failure(Message message, JsonWriter json) throws IOException {
        json.beginObject().name("itemIdentifier");
        source.identifier(json, message);
        json.endObject();
    }

    private void answers(Batch batch, JsonWriter json, BatchLog lines) throws IOException {
        var outcomes = new Outcomes(model);
        json.beginArray();
        for (Message message : batch.messages()) {
            json.beginObject().name("id").value(message.id());
            switch (outcomes.of(message.content())) {
                case Outcome.Predicted predicted -> {
                    lines.count(predicted);
                    prediction(predicted, json);
                }
                case Outcome.Failed failed -> {
                    lines.failed(message.id(), failed.reason());
                    json.name("error").value(failed.reason());
                }
            }
            json.endObject();
        }
        json.endArray();
    }

    private void prediction(Outcome.Predicted predicted, JsonWriter json) throws IOException {
        if (predicted.text().reference() != null) {
            json.name("reference").value(predicted.text().reference());
        }
        predicted.classified().write(json);
        json.name("model").value(model.version());
    }
}
