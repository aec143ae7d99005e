package dev.hamlet.handler;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;

/**
 * A request, to be sent in either version of API Gateway's payload.
 *
 * @param method the method
 * @param path the path
 * @param headers the headers
 * @param body the body; empty for none
 */
record Event(String method, String path, Map<String, String> headers, String body) {

    static Event get(String path) {
        return new Event("GET", path, Map.of(), "");
    }

    static Event predict(String body) {
        return new Event("POST", "/predict", Map.of("content-type", "application/json"), body);
    }

    static Event form(String body) {
        return new Event("POST", "/", Map.of("content-type", Form.MEDIA_TYPE), body);
    }

    Event method(String other) {
        return new Event(other, path, headers, body);
    }

    /** Payload version 2.0, of an HTTP API. */
    String version2() {
        return version2("$default");
    }

    String version2(String stage) {
        var http = new JsonObject();
        http.addProperty("method", method);
        http.addProperty("path", path);
        var event = new JsonObject();
        event.addProperty("version", "2.0");
        event.addProperty("rawPath", path);
        event.add("headers", single());
        var context = new JsonObject();
        context.addProperty("stage", stage);
        context.add("http", http);
        event.add("requestContext", context);
        addBody(event);
        return event.toString();
    }

    /** Payload version 1.0, of a REST API. */
    String version1() {
        return version1("prod", path);
    }

    /** The same, where the path has another name outside. */
    String version1(String stage, String outside) {
        var multiple = new JsonObject();
        headers.forEach((name, value) -> {
            var values = new JsonArray();
            values.add(value);
            multiple.add(name, values);
        });
        var event = new JsonObject();
        event.addProperty("path", path);
        event.addProperty("httpMethod", method);
        event.add("headers", single());
        event.add("multiValueHeaders", multiple);
        var context = new JsonObject();
        context.addProperty("path", outside);
        context.addProperty("stage", stage);
        event.add("requestContext", context);
        addBody(event);
        return event.toString();
    }

    private JsonObject single() {
        var single = new JsonObject();
        headers.forEach(single::addProperty);
        return single;
    }

    private void addBody(JsonObject event) {
        if (!body.isEmpty()) {
            event.addProperty("body", body);
        }
        event.addProperty("isBase64Encoded", false);
    }
}
