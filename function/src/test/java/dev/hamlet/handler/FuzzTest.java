package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an event is, there is an answer to it, and no fault of ours. */
class FuzzTest {

    private static final PredictHandler HANDLER = handler();
    private static final List<String> METHODS = List.of("POST", "GET", "HEAD", "OPTIONS", "PUT", "post");
    private static final List<String> PATHS = List.of("/", "/predict", "/health", "/model", "/prod/predict", "",
            "/openapi.json", "/docs", "/ping", "/invocations", "/v2",
            "/v2/models/hamlet/infer");
    private static final List<String> BODIES = List.of("{\"text\":\"free\"}", "message=free%20prize", "eyJ0", "%", "{",
            "{\"texts\":[\"free\"],\"explain\":true}", "application/json", "text/html", "free prize", "text/csv",
            "text\n\"free\"\n", "BYTES",
            "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"free\"]}]}");
    private static final List<String> NAMES = List.of("text", "texts", "explain", "http", "method", "stage", "headers",
            "body", "rawPath", "content-type", "Accept", "multiValueHeaders", "isBase64Encoded", "inputs", "instances",
            "dataframe_split", "dataframe_records", "columns", "data", "shape", "datatype",
            "outputs", "id", "name");

    @Property
    void answersAnyBytes(@ForAll byte[] event) throws IOException {
        assertAnswers(event);
    }

    @Property
    void answersChangedEvents(@ForAll("changedEvents") byte[] event) throws IOException {
        assertAnswers(event);
    }

    @Property
    void answersAnyJson(@ForAll("trees") JsonElement event) throws IOException {
        assertAnswers(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void answersEventsOfAnyMembers(@ForAll("events") JsonObject event) throws IOException {
        assertAnswers(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void answersAnyJsonBody(@ForAll("trees") JsonElement body) throws IOException {
        assertAnswers(Event.predict(body.toString()).version2().getBytes(StandardCharsets.UTF_8));
        assertAnswers(Event.predict(body.toString()).version1().getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void answersAnyJsonOrCsvBodyOfTheOtherProtocols(@ForAll("trees") JsonElement tree, @ForAll String text)
            throws IOException {
        for (String name : List.of("inputs", "instances", "dataframe_split", "dataframe_records")) {
            var body = new JsonObject();
            body.add(name, tree);
            assertAnswers(post("/invocations", "application/json", body.toString()));
            assertAnswers(post("/v2/models/hamlet/infer", "application/json", body.toString()));
        }
        assertAnswers(post("/invocations", "text/csv", text));
    }

    private static byte[] post(String path, String mediaType, String body) {
        return new Event("POST", path, Map.of("content-type", mediaType), body).version2()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Property
    void answersAnyTextAsBody(@ForAll String body) throws IOException {
        assertAnswers(Event.predict(body).version2().getBytes(StandardCharsets.UTF_8));
        assertAnswers(Event.form(body).version1().getBytes(StandardCharsets.UTF_8));
        assertAnswers(Event.form("message=" + body).version2().getBytes(StandardCharsets.UTF_8));
    }

    private static void assertAnswers(byte[] event) throws IOException {
        Invocation answer = Invocation.of(HANDLER, new ByteArrayInputStream(event));

        assertThat(answer.status()).isBetween(200, 499);
        if (answer.header("content-type").contains("json") && !answer.body().isEmpty()) {
            assertThat(answer.json().keySet()).isNotEmpty();
        }
    }

    /** Sample events, some bytes of which are replaced, left out or doubled. */
    @Provide
    Arbitrary<byte[]> changedEvents() throws IOException {
        List<byte[]> samples = EventsTest.events().stream().map(FuzzTest::read).filter(bytes -> bytes.length < 10_000)
                .toList();
        Arbitrary<int[]> change = Combinators.combine(Arbitraries.integers().between(0, 9_999),
                Arbitraries.of(0, 1, 2), Arbitraries.integers().between(0, 255))
                .as((at, how, to) -> new int[]{at, how, to});
        return Combinators.combine(Arbitraries.of(samples), change.list().ofMinSize(1).ofMaxSize(6))
                .as((sample, changes) -> {
                    byte[] changed = sample;
                    for (int[] each : changes) {
                        changed = changed(changed, each[0] % changed.length, each[1], (byte) each[2]);
                    }
                    return changed;
                });
    }

    private static byte[] changed(byte[] bytes, int at, int how, byte to) {
        byte[] changed = switch (how) {
            case 0 -> bytes.clone();
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1);
            default -> Arrays.copyOf(bytes, Math.max(1, bytes.length - 1));
        };
        if (how == 0) {
            changed[at] = to;
        } else if (how == 1) {
            System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
            changed[at] = to;
        } else {
            System.arraycopy(bytes, at + 1, changed, at, bytes.length - at - 1);
        }
        return changed;
    }

    /** JSON of any shape, with the names and values that events and bodies have. */
    @Provide
    Arbitrary<JsonElement> trees() {
        return Arbitraries.randomValue(random -> tree(random, 4));
    }

    /** Objects with most of an event's members, some of them of another type than they should be. */
    @Provide
    Arbitrary<JsonObject> events() {
        return Arbitraries.randomValue(random -> {
            var event = new JsonObject();
            event.add("httpMethod", usually(random, METHODS));
            event.add(random.nextBoolean() ? "path" : "rawPath", usually(random, PATHS));
            event.add("headers", tree(random, 2));
            event.add("requestContext", tree(random, 3));
            event.add("body", usually(random, BODIES));
            event.add("isBase64Encoded", tree(random, 1));
            return event;
        });
    }

    private static JsonElement usually(Random random, List<String> values) {
        return random.nextInt(4) == 0 ? tree(random, 2) : new JsonPrimitive(one(random, values));
    }

    private static JsonElement tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextBoolean());
            case 2 -> new JsonPrimitive(random.nextGaussian() * Math.pow(10, random.nextInt(40)));
            case 3 -> new JsonPrimitive(one(random, BODIES));
            case 4 -> new JsonPrimitive(text(random));
            case 5 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static JsonArray array(Random random, int depth) {
        var array = new JsonArray();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(tree(random, depth));
        }
        return array;
    }

    private static JsonObject object(Random random, int depth) {
        var object = new JsonObject();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.add(random.nextInt(4) == 0 ? text(random) : one(random, NAMES), tree(random, depth));
        }
        return object;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return text.toString();
    }

    private static String one(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(Path.of("..", "events", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PredictHandler handler() {
        try {
            return new PredictHandler(Models.binary(), new PrintStream(OutputStream.nullOutputStream()));
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
