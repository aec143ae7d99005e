package dev.hamlet.handler;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code events/expected.json}, compared by the rules that {@code .ci/expectations.py} states and goes by, too.
 *
 * @param entry the entry
 */
record Expectation(JsonObject entry) {

    private static final Set<String> MEMBERS = Set.of("status", "contentType", "headers", "json", "contains", "empty");

    Expectation {
        if (!entry.has("status") || !MEMBERS.containsAll(entry.keySet())) {
            throw new IllegalArgumentException(
                    "expected a status and some of " + MEMBERS + ", found " + entry.keySet());
        }
    }

    /** What differs, a sentence each. */
    List<String> problems(Invocation answer) {
        List<String> found = new ArrayList<>();
        check(found, answer.status() == entry.get("status").getAsInt(), "status", answer.status());
        if (entry.has("contentType")) {
            checkContentType(found, entry.get("contentType").getAsString(), answer.header("content-type"));
        }
        members("headers").forEach((name, rule) -> checkHeader(found, name, rule, answer.headers().get(name)));
        if (entry.has("contains")) {
            entry.getAsJsonArray("contains").forEach(
                    text -> check(found, answer.body().contains(text.getAsString()), "body with " + text,
                            answer.body()));
        }
        if (entry.has("empty")) {
            check(found, answer.body().isEmpty(), "empty body", answer.body());
        }
        if (entry.has("json")) {
            JsonElement body = Invocation.strict(answer.body());
            members("json").forEach((pointer, rule) -> checkValue(found, pointer, rule, at(body, pointer)));
        }
        return found;
    }

    private Map<String, JsonElement> members(String name) {
        return entry.has(name) ? entry.getAsJsonObject(name).asMap() : Map.of();
    }

    private static void checkContentType(List<String> found, String expected, String actual) {
        String compared = expected.contains(";") ? actual : actual.split(";", 2)[0];
        check(found, compared.equals(expected), "content-type " + expected, actual);
    }

    private static void checkHeader(List<String> found, String name, JsonElement rule, @Nullable String actual) {
        boolean holds = actual != null && (rule.isJsonArray()
                ? names(rule.getAsJsonArray()).equals(new TreeSet<>(List.of(actual.split(", *", -1))))
                : rule.getAsString().equals("present") || rule.getAsString().equals(actual));
        check(found, holds, "header " + name + " " + rule, actual);
    }

    private static Set<String> names(JsonArray names) {
        var sorted = new TreeSet<String>();
        names.forEach(name -> sorted.add(name.getAsString()));
        return sorted;
    }

    private static void checkValue(List<String> found, String pointer, JsonElement rule, @Nullable JsonElement value) {
        check(found, holds(rule, value), pointer + " " + rule, value);
    }

    private static boolean holds(JsonElement rule, @Nullable JsonElement value) {
        if (rule.isJsonPrimitive() && rule.getAsString().equals("absent")) {
            return value == null;
        }
        if (!rule.isJsonObject()) {
            return rule.equals(value);
        }
        Map.Entry<String, JsonElement> only = rule.getAsJsonObject().entrySet().iterator().next();
        return value != null && matcher(only.getKey(), only.getValue()).test(value);
    }

    private static Predicate<JsonElement> matcher(String kind, JsonElement operand) {
        return switch (kind) {
            case "is" -> value -> operand.getAsString().equals(type(value));
            case "length" -> value -> value.isJsonArray() && value.getAsJsonArray().size() == operand.getAsInt();
            case "matches" ->
                value -> type(value).equals("string") && value.getAsString().matches(operand.getAsString());
            case "between" -> value -> type(value).equals("number")
                    && value.getAsDouble() >= operand.getAsJsonArray().get(0).getAsDouble()
                    && value.getAsDouble() <= operand.getAsJsonArray().get(1).getAsDouble();
            default ->
                throw new IllegalArgumentException("expected the rule is, length, matches or between, found " + kind);
        };
    }

    private static String type(JsonElement value) {
        if (value.isJsonObject()) {
            return "object";
        }
        if (value.isJsonArray()) {
            return "array";
        }
        if (value.isJsonNull()) {
            return "null";
        }
        if (value.getAsJsonPrimitive().isBoolean()) {
            return "boolean";
        }
        return value.getAsJsonPrimitive().isString() ? "string" : "number";
    }

    private static @Nullable JsonElement at(JsonElement document, String pointer) {
        @Nullable
        JsonElement value = document;
        for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            if (value != null && value.isJsonArray()) {
                int index = Integer.parseInt(step);
                value = index < value.getAsJsonArray().size() ? value.getAsJsonArray().get(index) : null;
            } else {
                value = value != null && value.isJsonObject() ? value.getAsJsonObject().get(step) : null;
            }
        }
        return value;
    }

    private static void check(List<String> found, boolean holds, String expected, @Nullable Object actual) {
        if (!holds) {
            found.add("expected " + expected + ", found " + actual);
        }
    }
}
