package dev.hamlet.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.gson.stream.JsonWriter;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function of the batch's state machine. It answers the rows that a Distributed Map hands out, and at the end adds up what
 * became of them; the state machine reads and writes the files. The same rows get the same answers in the same order, however often they come.
 * Thread-safe.
 */
public final class ChunkHandler implements RequestStreamHandler {

    private static final int NAME_DIGITS = 8;

    private final Model model;
    private final PrintStream log;

    /**
     * The handler of the model that ships with the function.
     *
     * @throws IllegalStateException if the environment variable {@code MODEL_VERSION} names another: answers would be kept, and looked up,
     *     under the wrong name
     */
    public ChunkHandler() {
        this(expected(PredictHandler.shippedModel(), System.getenv("MODEL_VERSION")), System.out);
    }

    ChunkHandler(Model model, PrintStream log) {
        this.model = model;
        this.log = log;
    }

    /** Gives the model, unless it is another than the stack says; null or empty for whatever it is. */
    static Model expected(Model model, @Nullable String version) {
        if (version != null && !version.isEmpty() && !version.equals(model.version())) {
            throw new IllegalStateException(
                    "expected model " + version + ", as MODEL_VERSION says, found " + model.version());
        }
        return model;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        ChunkEvent event = ChunkEvent.of(in);
        TextFile file = event.member("BatchInput", TextFile::read);
        var answer = new StringWriter();
        var json = new JsonWriter(answer);
        json.beginObject();
        if (event.has("Items")) {
            var lines = new BatchLog("chunk", context.getAwsRequestId(), model, System.nanoTime());
            answers(file, event.member("Items", each -> Row.readAll(each, file)), json, lines);
            lines.write(log, System.nanoTime());
        } else {
            double tolerated = event.member("ToleratedFailedPercentage", each -> Double.parseDouble(each.nextString()));
            total(file, event.member("Chunks", Tally::readAll), tolerated, json);
        }
        json.endObject();
        out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void answers(TextFile file, List<Row> rows, JsonWriter json, BatchLog lines) throws IOException {
        json.name("key").value(file.answers(model) + name(rows));
        json.name("rows").value(rows.size());
        json.name("answers").beginArray();
        var outcomes = new Outcomes(model);
        for (Row row : rows) {
            answer(row, outcomes.of(row.content()), json, lines);
        }
        json.endArray();
        json.name("failed").value(lines.failed());
        json.name("expires").value(Instant.now().plus(Duration.ofDays(file.keepDays())).getEpochSecond());
    }

    /** So many digits that names sort as numbers do. */
    private static String name(List<Row> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Items: expected a row at least, found none");
        }
        String number = Long.toString(rows.getFirst().number());
        return "0".repeat(Math.max(0, NAME_DIGITS - number.length())) + number + ".json";
    }

    private void answer(Row row, Outcome outcome, JsonWriter json, BatchLog lines) throws IOException {
        json.beginObject().name("row").value(row.number());
        if (row.id() != null) {
            json.name("id").value(row.id());
        }
        switch (outcome) {
            case Outcome.Predicted predicted -> {
                lines.count(predicted);
                json.name("textSha256").value(sha256(predicted.text().text()));
                predicted.classified().write(json);
                json.name("model").value(model.version());
            }
            case Outcome.Failed failed -> {
                lines.failed("row " + row.number(), failed.reason());
                json.name("error").value(failed.reason());
            }
        }
        json.endObject();
    }

    /** What an answer is looked up by, 64 hexadecimal digits: {@code States.Hash} gives the same for the same text. */
    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void total(TextFile file, Tally tally, double toleratedFailedPercentage, JsonWriter json)
            throws IOException {
        json.name("key").value(file.answers(model) + "total.json");
        json.name("total").beginObject();
        json.name("file").value(file.key());
        json.name("model").value(model.version());
        json.name("rows").value(tally.rows());
        json.name("failed").value(tally.failed());
        json.name("failedPercentage").value(tally.failedPercentage());
        json.name("toleratedFailedPercentage").value(toleratedFailedPercentage);
        json.endObject();
        json.name("tolerated").value(tally.failedPercentage() <= toleratedFailedPercentage);
    }
}
