package dev.hamlet.handler;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param status the status code
 * @param headers the headers, names in lower case
 * @param body the body, empty if there is none
 * @param base64 whether the body is its bytes in base64
 */
record Answer(int status, Map<String, String> headers, String body, boolean base64) {

    private static final String JSON = "application/json";

    /** A body of text. */
    Answer(int status, Map<String, String> headers, String body) {
        this(status, headers, body, false);
    }

    /** A 200 of JSON. */
    static Answer json(String body) {
        return new Answer(200, Map.of("content-type", JSON, "cache-control", "no-store"), body);
    }

    /** A page, with the headers that keep it from doing more than it should. */
    static Answer page(int status, String html, String contentSecurityPolicy) {
        return new Answer(status, Map.of("content-type", "text/html; charset=utf-8", "cache-control", "no-store",
                "content-security-policy", contentSecurityPolicy, "x-content-type-options", "nosniff",
                "referrer-policy", "no-referrer"), html);
    }

    /** The members of RFC 9457. */
    static Answer problem(Problem problem) {
        var out = new StringWriter();
        try (var json = new JsonWriter(out)) {
            json.beginObject();
            json.name("type").value(problem.kind().type());
            json.name("title").value(problem.kind().title());
            json.name("status").value(problem.kind().status());
            json.name("detail").value(problem.detail());
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return new Answer(problem.kind().status(),
                Map.of("content-type", "application/problem+json", "cache-control", "no-store"), out.toString());
    }

    /** The same with one header more. */
    Answer with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Map.copyOf(more), body, base64);
    }

    /** The same without its body: the answer to HEAD. */
    Answer withoutBody() {
        return new Answer(status, headers, "");
    }

    /** Writes the response in the form that both payload versions share. */
    void write(OutputStream out) throws IOException {
        var text = new StringWriter();
        var json = new JsonWriter(text);
        json.beginObject();
        json.name("statusCode").value(status);
        json.name("headers").beginObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            json.name(header.getKey()).value(header.getValue());
        }
        json.endObject();
        json.name("body").value(body);
        json.name("isBase64Encoded").value(base64);
        json.endObject();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
