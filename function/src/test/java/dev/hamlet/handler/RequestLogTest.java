package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import dev.hamlet.model.Prediction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestLogTest {

    /** Stands for what a client wrote; no word of ours has it in it. */
    private static final String MARKER = "quagga";

    private static final Model MODEL = model();

    @Test
    void saysWhatWasAskedAndAnsweredInOneLine() throws IOException {
        String line = logged(Event.predict("{\"texts\":[\"free prize\",\"thanks\",\"free 0800\"]}").version2());

        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonObject log = Invocation.strict(line).getAsJsonObject();
        assertThat(log.keySet()).containsExactly("level", "requestId", "model", "sha256", "status", "latencyMs",
                "route", "method", "texts", "characters", "labels");
        assertThat(log.get("level").getAsString()).isEqualTo("INFO");
        assertThat(log.get("requestId").getAsString()).isEqualTo("test");
        assertThat(log.get("model").getAsString()).isEqualTo(MODEL.version());
        assertThat(log.get("sha256").getAsString()).isEqualTo(MODEL.sha256());
        assertThat(log.get("status").getAsInt()).isEqualTo(200);
        assertThat(log.get("latencyMs").getAsDouble()).isNotNegative();
        assertThat(log.get("route").getAsString()).isEqualTo("/predict");
        assertThat(log.get("method").getAsString()).isEqualTo("POST");
        assertThat(log.get("texts").getAsInt()).isEqualTo(3);
        assertThat(log.get("characters").getAsInt()).isEqualTo(10 + 6 + 9);
        assertThat(log.getAsJsonObject("labels")).hasToString("{\"ham\":1,\"spam\":2}");
    }

    @ParameterizedTest
    @CsvSource({"GET, /health, /health, GET, 200", "HEAD, /, /, HEAD, 200", "DELETE, /model, /model, DELETE, 405",
        "GET, /quagga, unknown, GET, 404", "QUAGGA, /predict, /predict, other, 405",
        "get, /health, /health, other, 405", "GET, /v2/models/quagga, /v2/models/{model}, GET, 404",
        "GET, /v2/quagga, unknown, GET, 404"})
    void namesRouteAndMethodThatThereAre(String method, String path, String route, String loggedMethod, int status)
            throws IOException {
        JsonObject log = Invocation.strict(logged(Event.get(path).method(method).version1())).getAsJsonObject();

        assertThat(log.get("route").getAsString()).isEqualTo(route);
        assertThat(log.get("method").getAsString()).isEqualTo(loggedMethod);
        assertThat(log.get("status").getAsInt()).isEqualTo(status);
        assertThat(log.keySet()).doesNotContain("texts", "labels", "fault");
    }

    @ParameterizedTest
    @MethodSource("eventsWithMarker")
    void holdsNothingThatAClientWrote(String event) throws IOException {
        assertThat(event).contains(MARKER);

        assertThat(logged(event)).hasLineCount(1).doesNotContainIgnoringCase(MARKER);
    }

    static Stream<String> eventsWithMarker() {
        Map<String, String> json = Map.of("content-type", "application/json");
        return Stream.of(Event.predict("{\"text\":\"free quagga\"}"), Event.predict("{\"texts\":[\"quagga\",\"\"]}"),
                Event.predict("{\"quagga\":1}"), Event.predict("{quagga"), Event.predict("{\"text\":\"quagga"),
                Event.predict("{\"text\":\"" + "quagga".repeat(2_000) + "\"}"), Event.form("message=quagga"),
                Event.form("message=quagga%"), Event.form("quagga=1"), Event.get("/quagga"),
                Event.get("/health/quagga"),
                Event.get("/health").method("QUAGGA"),
                new Event("POST", "/predict", Map.of("content-type", "quagga"), "{}"),
                new Event("POST", "/predict", Map.of("quagga", "quagga", "accept", "quagga"), "{}"),
                new Event("GET", "/", Map.of("accept", "text/html,quagga"), ""),
                new Event("POST", "/quagga", json, "{}"),
                new Event("POST", "/invocations", json, "{\"inputs\":[\"quagga\"]}"),
                new Event("POST", "/invocations", json, "{\"dataframe_split\":{\"columns\":[\"quagga\"]}}"),
                new Event("POST", "/invocations", Map.of("content-type", "text/csv"), "text\nquagga\n\"quagga"),
                new Event("POST", "/v2/models/hamlet/infer", json,
                        "{\"id\":\"quagga\",\"inputs\":[{\"name\":\"quagga\"}]}"),
                new Event("POST", "/v2/models/quagga/infer", json, "{}"),
                Event.get("/v2/models/quagga/versions/quagga"))
                .flatMap(event -> Stream.of(event.version1(), event.version2(), event.version2(MARKER)))
                .flatMap(event -> Stream.of(event, event.substring(0, event.length() - 1)))
                .filter(event -> event.contains(MARKER));
    }

    @Property
    void holdsNoText(@ForAll("texts") String text) throws IOException {
        var body = new JsonObject();
        body.addProperty("text", text + MARKER);
        body.addProperty("explain", true);

        assertThat(logged(Event.predict(body.toString()).version2())).hasLineCount(1).doesNotContain(MARKER);
    }

    @Test
    void namesFaultByClassAndPlaceWithoutItsMessage() throws IOException {
        InputStream faulty = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized byte[] readAllBytes() {
                throw new ArithmeticException("a message of " + MARKER);
            }
        };
        var out = new ByteArrayOutputStream();

        Invocation answer = Invocation.of(new PredictHandler(MODEL, stream(out)), faulty);

        JsonObject log = Invocation.strict(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
        assertThat(log.get("level").getAsString()).isEqualTo("ERROR");
        assertThat(log.get("status").getAsInt()).isEqualTo(500);
        assertThat(log.get("fault").getAsString()).isEqualTo("java.lang.ArithmeticException");
        assertThat(log.get("at").getAsString()).contains("RequestLogTest").contains(".readAllBytes(");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(MARKER);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("type").getAsString()).isEqualTo("urn:hamlet:problem:internal-error");
        assertThat(answer.body()).doesNotContain(MARKER, "Exception");
    }

    /** As in a C or POSIX locale. */
    @Test
    void writesLabelsInUtf8WhateverTheLocale() {
        var log = new RequestLog(0);
        log.predicted("four", new Prediction("스팸", 0.5));
        var out = new ByteArrayOutputStream();

        log.write(new PrintStream(out, true, StandardCharsets.US_ASCII), "id", MODEL, 200, 0);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("{\"스팸\":1}");
    }

    @Test
    void countsLabelsInTheirOrder() {
        var log = new RequestLog(0);
        for (String label : List.of("spam", "ham", "spam", "a \"quoted\" label")) {
            log.predicted("four", new Prediction(label, 0.5));
        }
        var out = new ByteArrayOutputStream();

        log.write(stream(out), "id", MODEL, 200, 1_234_567);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"level\":\"INFO\",\"requestId\":\"id\","
                + "\"model\":\"" + MODEL.version() + "\",\"sha256\":\"" + MODEL.sha256()
                + "\",\"status\":200,\"latencyMs\":1.23,\"texts\":4,\"characters\":16,"
                + "\"labels\":{\"a \\\"quoted\\\" label\":1,\"ham\":1,\"spam\":2}}\n");
    }

    @Test
    void passesOnThatTheEventCannotBeRead() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Invocation.of(new PredictHandler(MODEL, System.out), broken))
                .withMessage("broken pipe");
    }

    private static String logged(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        Invocation.of(new PredictHandler(MODEL, stream(out)), event);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream out) {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }

    private static Model model() {
        try {
            return Models.binary();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings(),
                Arbitraries.of("\n", "\r\n", "\"", "\u2028", "free ", "00", "{", "}")
                        .list().ofMaxSize(8).map(parts -> String.join("", parts)));
    }
}
