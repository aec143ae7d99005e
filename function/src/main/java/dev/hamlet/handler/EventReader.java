package dev.hamlet.handler;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an API Gateway proxy event: payload version 2.0 (HTTP API) or 1.0 (REST API, and HTTP API on demand).
 *
 * <p>Streaming, and only what is asked for: binding to the event classes would cost a cold start 60 ms.
 */
final class EventReader {

    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String rawPath;
    private @Nullable String pathWithStage;
    private @Nullable String stage;
    private @Nullable String contentType;
    private @Nullable String accept;
    private @Nullable String body;
    private boolean base64;

    private EventReader() {}

    /**
     * Reads an event.
     *
     * @throws ProblemException if it is no HTTP event
     * @throws IOException if the stream fails
     */
    static Request read(InputStream in) throws ProblemException, IOException {
        var reader = new EventReader();
        try {
            // the stream is the runtime's, and in memory; a decoder for it would only load more classes
            var json = new JsonReader(new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            json.setStrictness(Strictness.STRICT);
            reader.event(json);
            // strict: anything but white space after the event is malformed
            var _ = json.peek();
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            throw new ProblemException(Problem.Kind.MALFORMED_EVENT,
                    "expected an API Gateway event in JSON, found something else");
        }
        return reader.request();
    }

    private void event(JsonReader in) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "httpMethod" -> method = string(in);
                case "path" -> path = string(in);
                case "rawPath" -> rawPath = string(in);
                case "headers", "multiValueHeaders" -> headers(in);
                case "requestContext" -> context(in);
                case "body" -> body = string(in);
                case "isBase64Encoded" -> base64 = bool(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
    }

    private void context(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            in.skipValue();
            return;
        }
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "stage" -> stage = string(in);
                case "path" -> pathWithStage = string(in);
                case "http" -> http(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
    }

    private void http(JsonReader in) throws IOException {
        in.beginObject();
        while (in.hasNext()) {
            if (in.nextName().equals("method")) {
                method = string(in);
            } else {
                in.skipValue();
            }
        }
        in.endObject();
    }

    private void headers(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            in.skipValue();
            return;
        }
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            String value = firstString(in);
            if (name.equalsIgnoreCase("content-type")) {
                contentType = value == null ? contentType : value;
            } else if (name.equalsIgnoreCase("accept")) {
                accept = value == null ? accept : value;
            }
        }
        in.endObject();
    }

    private static @Nullable String firstString(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            return string(in);
        }
        String first = null;
        in.beginArray();
        while (in.hasNext()) {
            String value = string(in);
            first = first == null ? value : first;
        }
        in.endArray();
        return first;
    }

    private static @Nullable String string(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.STRING) {
            return in.nextString();
        }
        in.skipValue();
        return null;
    }

    private static boolean bool(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.BOOLEAN) {
            return in.nextBoolean();
        }
        in.skipValue();
        return false;
    }

    private Request request() throws ProblemException {
        String base = base();
        String requested = rawPath == null ? path : rawPath.substring(base.length());
        if (method == null || requested == null) {
            throw new ProblemException(Problem.Kind.MALFORMED_EVENT,
                    "expected an API Gateway event with a method and a path, found none");
        }
        return new Request(method, base, requested.isEmpty() ? "/" : requested, contentType, accept,
                body == null ? "" : body, base64);
    }

    /**
     * What stands before every path outside: the stage, or nothing. An HTTP API with a named stage has it in the raw path, where
     * {@code $default} is not shown; a REST API has it in the context's path, but where a domain name of its own leads past it.
     */
    private String base() {
        String outside = rawPath == null ? pathWithStage : rawPath;
        if (outside == null || stage == null || outside.equals(path)) {
            return "";
        }
        String base = "/" + stage;
        return outside.equals(base) || outside.startsWith(base + "/") ? base : "";
    }
}
