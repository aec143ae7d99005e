package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one line of JSON that a request leaves in the log: the model by version and SHA-256, ids, counts, lengths and labels, never a text.
 *
 * <p>Lambda passes lines that are JSON already on as they are.
 */
final class RequestLog {

    private final long start;
    private final Map<String, Integer> labels = new TreeMap<>();
    private @Nullable Request request;
    private @Nullable Throwable fault;
    private long characters;
    private int texts;

    RequestLog(long startNanos) {
        this.start = startNanos;
    }

    void received(Request request) {
        this.request = request;
    }

    void predicted(String text, Prediction prediction) {
        texts++;
        characters += text.length();
        // not merge: the first method reference would cost a cold start a millisecond
        labels.put(prediction.label(), labels.getOrDefault(prediction.label(), 0) + 1);
    }

    void failed(Throwable fault) {
        this.fault = fault;
    }

    /** What went wrong unforeseen, or null. */
    @Nullable
    Throwable fault() {
        return fault;
    }

    void write(PrintStream out, String requestId, Model model, int status, long endNanos) {
        var line = new StringWriter();
        try (var json = new JsonWriter(line)) {
            json.beginObject();
            json.name("level").value(status >= 500 ? "ERROR" : "INFO");
            json.name("requestId").value(requestId);
            json.name("model").value(model.version());
            json.name("sha256").value(model.sha256());
            json.name("status").value(status);
            json.name("latencyMs").value(Math.rint((endNanos - start) / 10_000.0) / 100);
            request(json);
            predictions(json);
            if (fault != null) {
                fault(json, fault);
            }
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        write(out, line);
    }

    /** Logs that the function starts without having been primed, and why. */
    static void unprimed(PrintStream out, Throwable fault) {
        var line = new StringWriter();
        try (var json = new JsonWriter(line)) {
            json.beginObject();
            json.name("level").value("WARN");
            json.name("message").value("not primed");
            fault(json, fault);
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        write(out, line);
    }

    /** Logs that the function does not start, since its model cannot be read, or is not signed as it must be. */
    static void refused(PrintStream out, IOException reason) {
        var line = new StringWriter();
        try (var json = new JsonWriter(line)) {
            json.beginObject();
            json.name("level").value("ERROR");
            json.name("message").value("model refused");
            json.name("reason").value(reason.getMessage());
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        write(out, line);
    }

    private static void write(PrintStream out, StringWriter line) {
        // one call, so that lines of concurrent requests do not mix
        out.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The route, not the path: a path is the client's text. */
    private void request(JsonWriter json) throws IOException {
        if (request != null) {
            Route route = Route.of(request.path());
            json.name("route").value(route == null ? "unknown" : route.path());
            json.name("method").value(Route.METHODS.contains(request.method()) ? request.method() : "other");
        }
    }

    private void predictions(JsonWriter json) throws IOException {
        if (texts > 0) {
            json.name("texts").value(texts);
            json.name("characters").value(characters);
            json.name("labels").beginObject();
            for (Map.Entry<String, Integer> label : labels.entrySet()) {
                json.name(label.getKey()).value(label.getValue());
            }
            json.endObject();
        }
    }

    /** Class and place; an exception's message could quote a text. */
    private static void fault(JsonWriter json, Throwable fault) throws IOException {
        json.name("fault").value(fault.getClass().getName());
        StackTraceElement[] trace = fault.getStackTrace();
        json.name("at").value(trace.length == 0 ? "unknown" : trace[0].toString());
    }
}
