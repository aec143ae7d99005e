package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of {@code bad-requests.json} gets the answer that stands beside it, in both payload versions unless it
 * names one.
 *
 * <p>A text in that file is a string or {@code {"prefix","repeat","times","suffix"}}. An entry with {@code event} is sent
 * as it stands. {@code bodyBase64} is sent as a base64 body, well-formed or not.
 */
class BadRequestTest {

    /** A word that stands in the refused texts, to see that no problem repeats them. */
    private static final String MARKER = "quagga";

    private static final PredictHandler HANDLER = new PredictHandler();

    @ParameterizedTest
    @MethodSource("badRequests")
    void refusesBadRequest(BadRequest request) throws IOException {
        JsonObject expected = request.expected();

        String answer = handle(request.event());

        assertThat(answer).as(request.name()).doesNotContain("Exception", "at dev.", "at java.");
        JsonObject response = JsonParser.parseString(answer).getAsJsonObject();
        assertThat(response.get("statusCode").getAsInt()).as(request.name())
                .isEqualTo(expected.get("status").getAsInt());
        assertThat(allowed(response)).as(request.name()).containsAll(strings(expected.get("allow")));
        if (expected.has("empty")) {
            assertThat(response.get("body").getAsString()).as(request.name()).isEmpty();
        } else if (expected.has("html")) {
            assertPage(request.name(), response);
        } else {
            assertProblem(request.name(), response, expected);
        }
    }

    private static String handle(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        HANDLER.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new NoContext());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertPage(String name, JsonObject response) {
        assertThat(header(response, "content-type")).as(name).startsWith("text/html");
        assertThat(response.get("body").getAsString()).as(name).startsWithIgnoringCase("<!doctype html>");
    }

    private static void assertProblem(String name, JsonObject response, JsonObject expected) {
        assertThat(header(response, "content-type")).as(name).startsWith("application/problem+json");
        String body = response.get("body").getAsString();
        assertThat(body).as(name).doesNotContain(MARKER);
        JsonObject problem = JsonParser.parseString(body).getAsJsonObject();
        assertThat(problem.get("type").getAsString()).as(name)
                .isEqualTo("urn:hamlet:problem:" + expected.get("problem").getAsString());
        assertThat(problem.get("status").getAsInt()).as(name).isEqualTo(expected.get("status").getAsInt());
        assertThat(problem.get("title").getAsString()).as(name).isNotBlank();
    }

    static List<BadRequest> badRequests() throws IOException {
        List<BadRequest> requests = new ArrayList<>();
        for (JsonElement element : readEntries()) {
            JsonObject entry = element.getAsJsonObject();
            String name = entry.get("name").getAsString();
            JsonObject expected = entry.getAsJsonObject("expect");
            if (entry.has("event")) {
                requests.add(new BadRequest(name, text(entry.get("event")), expected));
                continue;
            }
            for (String version : versions(entry)) {
                JsonObject event = version.equals("2.0") ? version2(entry) : version1(entry);
                requests.add(new BadRequest(name + ", payload " + version, event.toString(), expected));
            }
        }
        return requests;
    }

    private static JsonArray readEntries() throws IOException {
        try (InputStream in = Objects.requireNonNull(BadRequestTest.class.getResourceAsStream("/bad-requests.json"))) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonArray();
        }
    }

    private static List<String> versions(JsonObject entry) {
        return entry.has("payloadVersion") ? List.of(entry.get("payloadVersion").getAsString()) : List.of("1.0", "2.0");
    }

    private static JsonObject version2(JsonObject entry) {
        var http = new JsonObject();
        http.add("method", entry.get("method"));
        http.addProperty("path", text(entry.get("path")));
        http.addProperty("protocol", "HTTP/1.1");
        http.addProperty("sourceIp", "192.0.2.1");
        var requestContext = new JsonObject();
        requestContext.add("http", http);
        requestContext.addProperty("requestId", "test");
        requestContext.addProperty("stage", "$default");
        var event = new JsonObject();
        event.addProperty("version", "2.0");
        event.addProperty("routeKey", "$default");
        event.addProperty("rawPath", text(entry.get("path")));
        event.addProperty("rawQueryString", "");
        event.add("headers", entry.get("headers"));
        event.add("requestContext", requestContext);
        addBody(event, entry);
        return event;
    }

    private static JsonObject version1(JsonObject entry) {
        var requestContext = new JsonObject();
        requestContext.add("httpMethod", entry.get("method"));
        requestContext.addProperty("path", "/prod" + text(entry.get("path")));
        requestContext.addProperty("requestId", "test");
        requestContext.addProperty("stage", "prod");
        var event = new JsonObject();
        event.addProperty("version", "1.0");
        event.addProperty("resource", "/{proxy+}");
        event.addProperty("path", text(entry.get("path")));
        event.add("httpMethod", entry.get("method"));
        addHeaders(event, entry.getAsJsonObject("headers"));
        event.add("queryStringParameters", JsonNull.INSTANCE);
        event.add("requestContext", requestContext);
        event.add("body", JsonNull.INSTANCE);
        addBody(event, entry);
        return event;
    }

    /** Version 1.0 has each header twice: its last value, and all of them. */
    private static void addHeaders(JsonObject event, JsonObject headers) {
        var single = new JsonObject();
        var multiple = new JsonObject();
        for (String name : headers.keySet()) {
            var values = new JsonArray();
            strings(headers.get(name)).forEach(values::add);
            single.add(name, values.get(values.size() - 1));
            multiple.add(name, values);
        }
        event.add("headers", single);
        event.add("multiValueHeaders", multiple);
    }

    private static void addBody(JsonObject event, JsonObject entry) {
        boolean base64 = entry.has("bodyBase64");
        if (base64 || entry.has("body")) {
            event.addProperty("body", text(entry.get(base64 ? "bodyBase64" : "body")));
        }
        event.addProperty("isBase64Encoded", base64);
    }

    private static String text(JsonElement text) {
        if (text.isJsonPrimitive()) {
            return text.getAsString();
        }
        JsonObject parts = text.getAsJsonObject();
        return parts.get("prefix").getAsString()
                + parts.get("repeat").getAsString().repeat(parts.get("times").getAsInt())
                + parts.get("suffix").getAsString();
    }

    private static List<String> strings(JsonElement stringOrArray) {
        if (stringOrArray == null) {
            return List.of();
        }
        if (stringOrArray.isJsonPrimitive()) {
            return List.of(stringOrArray.getAsString());
        }
        return stringOrArray.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    }

    private static List<String> allowed(JsonObject response) {
        return List.of(header(response, "allow").split(", *", -1));
    }

    private static String header(JsonObject response, String name) {
        JsonObject headers = response.getAsJsonObject("headers");
        return headers.keySet().stream().filter(key -> key.toLowerCase(Locale.ROOT).equals(name))
                .map(key -> headers.get(key).getAsString()).findFirst().orElse("");
    }

    record BadRequest(String name, String event, JsonObject expected) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What the handler may ask of its surroundings in a test. */
    private static final class NoContext implements Context {

        @Override
        public String getAwsRequestId() {
            return "test";
        }

        @Override
        public String getLogGroupName() {
            return "test";
        }

        @Override
        public String getLogStreamName() {
            return "test";
        }

        @Override
        public String getFunctionName() {
            return "test";
        }

        @Override
        public String getFunctionVersion() {
            return "$LATEST";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-central-1:123456789012:function:test";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException("no identity in a test");
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException("no client in a test");
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 10_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException("handlers log by standard output");
        }
    }
}
