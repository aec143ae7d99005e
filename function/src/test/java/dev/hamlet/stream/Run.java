package dev.hamlet.stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.handler.TestContext;
import dev.hamlet.model.Model;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the shipped model's handler made of an event.
 *
 * @param answer the answer
 * @param log the lines that it wrote
 */
record Run(String answer, String log) {

    static final Model MODEL = PredictHandler.shippedModel();

    static Run of(Source source, String event) throws IOException {
        var out = new ByteArrayOutputStream();
        var log = new ByteArrayOutputStream();
        new BatchHandler(source, MODEL, new PrintStream(log, false, StandardCharsets.UTF_8)).handle(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext("test"));
        return new Run(out.toString(StandardCharsets.UTF_8), log.toString(StandardCharsets.UTF_8));
    }

    static Source source(String name) {
        return switch (name) {
            case "sqs" -> new SqsSource();
            case "kinesis" -> new KinesisSource();
            case "kafka" -> new KafkaSource();
            default -> throw new IllegalArgumentException("expected sqs, kinesis or kafka, found " + name);
        };
    }

    JsonElement json() {
        return JsonParser.parseString(answer);
    }

    List<JsonObject> lines() {
        return log.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }

    /** The line about the whole batch. */
    JsonObject summary() {
        return lines().getLast();
    }
}
