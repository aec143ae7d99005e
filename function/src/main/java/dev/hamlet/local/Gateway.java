package dev.hamlet.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import dev.hamlet.handler.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Does what API Gateway does for an HTTP API: a request becomes an event (payload 2.0), the answer a response. */
final class Gateway {

    /** How many times 64 KiB of a body too large are read. */
    private static final int MOST_REST = 1024;

    private final RequestStreamHandler handler;

    Gateway(RequestStreamHandler handler) {
        this.handler = handler;
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String requestId = UUID.randomUUID().toString();
            var out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event(exchange, requestId)), out,
                    new LocalContext(requestId));
            respond(exchange, out.toByteArray());
        }
    }

    private static byte[] event(HttpExchange exchange, String requestId) throws IOException {
        byte[] body = body(exchange.getRequestBody());
        var out = new ByteArrayOutputStream();
        try (var json = new JsonWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            json.beginObject();
            json.name("version").value("2.0");
            json.name("rawPath").value(exchange.getRequestURI().getPath());
            json.name("headers").beginObject();
            for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
                json.name(header.getKey()).value(String.join(",", header.getValue()));
            }
            json.endObject();
            json.name("requestContext").beginObject();
            json.name("requestId").value(requestId);
            json.name("stage").value("$default");
            json.name("http").beginObject().name("method").value(exchange.getRequestMethod()).endObject();
            json.endObject();
            json.name("body").value(Base64.getEncoder().encodeToString(body));
            json.name("isBase64Encoded").value(true);
            json.endObject();
        }
        return out.toByteArray();
    }

    /**
     * One byte more than is allowed, enough for the handler to refuse it. The rest is read, too, as far as it is reasonable: whoever is
     * still sending when the connection closes may lose the answer.
     */
    private static byte[] body(InputStream in) throws IOException {
        byte[] body = in.readNBytes(Limits.BODY_BYTES + 1);
        byte[] rest = new byte[1 << 16];
        for (int i = 0; i < MOST_REST && in.readNBytes(rest, 0, rest.length) == rest.length; i++) {
            // read on
        }
        return body;
    }

    private static void respond(HttpExchange exchange, byte[] answer) throws IOException {
        int status = 500;
        String body = "";
        boolean base64 = false;
        try (var json = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(answer), StandardCharsets.UTF_8))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "statusCode" -> status = json.nextInt();
                    case "headers" -> headers(json, exchange);
                    case "body" -> body = json.nextString();
                    case "isBase64Encoded" -> base64 = json.nextBoolean();
                    default -> json.skipValue();
                }
            }
            json.endObject();
        }
        byte[] bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        boolean empty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void headers(JsonReader json, HttpExchange exchange) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            exchange.getResponseHeaders().set(json.nextName(), json.nextString());
        }
        json.endObject();
    }
}
