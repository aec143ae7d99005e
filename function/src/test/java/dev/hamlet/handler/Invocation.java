package dev.hamlet.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A handler's answer to an event, taken apart as API Gateway does.
 *
 * @param status the status code
 * @param headers the headers by lower-case name
 * @param body the body, empty if there is none; of bytes in base64 a character each
 */
record Invocation(int status, Map<String, String> headers, String body) {

    static Invocation of(RequestStreamHandler handler, String event) throws IOException {
        return of(handler, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    static Invocation of(RequestStreamHandler handler, InputStream event) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handleRequest(event, out, new TestContext("test"));
        return parsed(out.toString(StandardCharsets.UTF_8));
    }

    private static Invocation parsed(String answer) {
        JsonObject response = strict(answer).getAsJsonObject();
        if (!response.keySet().equals(Set.of("statusCode", "headers", "body", "isBase64Encoded"))) {
            throw new AssertionError("expected a proxy response, found " + response.keySet());
        }
        var headers = new TreeMap<String, String>();
        response.getAsJsonObject("headers").asMap().forEach((name, value) -> headers.put(name, value.getAsString()));
        String body = response.get("body").getAsString();
        boolean base64 = response.get("isBase64Encoded").getAsBoolean();
        return new Invocation(response.get("statusCode").getAsInt(), headers,
                base64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.ISO_8859_1) : body);
    }

    /** The body as JSON, by the letter of RFC 8259. */
    JsonObject json() {
        return strict(body).getAsJsonObject();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    static JsonElement strict(String json) {
        var reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        return JsonParser.parseReader(reader);
    }
}
