package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final Model BINARY;
    private static final Model THREE;

    static {
        try {
            BINARY = Models.binary();
            THREE = Models.threeLabels();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Test
    void predictsOneText() throws IOException {
        Invocation answer = ask(BINARY, Event.predict("{\"text\":\"free prize\"}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json").containsEntry("cache-control",
                "no-store");
        assertThat(answer.json().keySet()).containsExactly("label", "score", "threshold", "model");
        assertThat(answer.json().get("label").getAsString()).isEqualTo("spam");
        assertThat(answer.json().get("score").getAsDouble()).isEqualTo(BINARY.predict("free prize").score());
        assertThat(answer.json().get("threshold").getAsDouble()).isEqualTo(0.25);
        assertThat(answer.json().get("model").getAsString()).isEqualTo(BINARY.version());
    }

    @Test
    void predictsSeveralTextsInOrder() throws IOException {
        List<String> texts = List.of("thanks", "free prize", "文 🎁");
        var body = new JsonObject();
        var array = new JsonArray();
        texts.forEach(array::add);
        body.add("texts", array);

        JsonObject answer = ask(BINARY, Event.predict(body.toString())).json();

        assertThat(answer.keySet()).containsExactly("predictions", "threshold", "model");
        assertThat(answer.getAsJsonArray("predictions")).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            JsonObject prediction = answer.getAsJsonArray("predictions").get(i).getAsJsonObject();
            assertThat(prediction.keySet()).containsExactly("label", "score");
            assertThat(prediction.get("score").getAsDouble()).isEqualTo(BINARY.predict(texts.get(i)).score());
        }
    }

    @Test
    void givesAListForAListOfOne() throws IOException {
        JsonObject answer = ask(BINARY, Event.predict("{\"texts\":[\"free\"]}")).json();

        assertThat(answer.getAsJsonArray("predictions")).hasSize(1);
    }

    @Test
    void explainsWhenAsked() throws IOException {
        JsonObject answer = ask(BINARY, Event.predict("{\"explain\":true,\"text\":\"Free  prize!\"}")).json();

        Explanation expected = BINARY.explain("Free  prize!");
        JsonObject explanation = answer.getAsJsonObject("explanation");
        assertThat(explanation.keySet()).containsExactly("logit", "bias", "remainder", "unseen", "undone", "tokens");
        double sum = explanation.get("bias").getAsDouble() + explanation.get("remainder").getAsDouble();
        for (int i = 0; i < expected.tokens().size(); i++) {
            JsonObject token = explanation.getAsJsonArray("tokens").get(i).getAsJsonObject();
            assertThat(token.get("start").getAsInt()).isEqualTo(expected.tokens().get(i).start());
            assertThat(token.get("end").getAsInt()).isEqualTo(expected.tokens().get(i).end());
            sum += token.get("weight").getAsDouble();
        }
        assertThat(explanation.getAsJsonArray("tokens")).hasSize(2);
        assertThat(explanation.get("logit").getAsDouble()).isCloseTo(sum, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"free prize|[]",
        "fr3\u0435 pr\u200Bize|[\"hidden-characters\",\"look-alikes\",\"leetspeak\"]",
        "f r e e ｐrize l\u0336ove|[\"styled-letters\",\"marks\",\"spaced-letters\"]"})
    void saysWhatWasUndone(String text, String undone) throws IOException {
        JsonObject answer = ask(BINARY, Event.predict("{\"explain\":true,\"text\":\"" + text + "\"}")).json();

        assertThat(answer.getAsJsonObject("explanation").getAsJsonArray("undone")).hasToString(undone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"free\"}", "{\"text\":\"free\",\"explain\":false}"})
    void explainsOnlyWhenAsked(String body) throws IOException {
        assertThat(ask(BINARY, Event.predict(body)).json().has("explanation")).isFalse();
    }

    @Test
    void explainsEachOfSeveralTexts() throws IOException {
        JsonArray predictions = ask(THREE, Event.predict("{\"texts\":[\"sale\",\"thanks\"],\"explain\":true}")).json()
                .getAsJsonArray("predictions");

        assertThat(predictions).hasSize(2)
                .allMatch(prediction -> prediction.getAsJsonObject().has("explanation"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "prize ", "\uFDFA", "\uFDFA ", "!", "e\u0301 "})
    void explainsNoMoreThanLambdaPassesOn(String piece) throws IOException {
        String text = piece.repeat(Limits.TEXT_CHARACTERS / piece.length());
        int most = Limits.EXPLAINED_CHARACTERS / text.length();
        var handler = new PredictHandler(PredictHandler.shippedModel(),
                new PrintStream(OutputStream.nullOutputStream()));

        for (Event event : explained(text, most)) {
            var out = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(event.version2().getBytes(StandardCharsets.UTF_8)), out,
                    new TestContext("id"));

            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"statusCode\":200");
            assertThat(out.size()).isLessThan(6_000_000);
        }
        for (Event event : explained(text, most + 1)) {
            Invocation refused = Invocation.of(handler(BINARY), event.version2());

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.body()).contains("expected at most 50000 characters in all with explain, found");
        }
    }

    /** Requests for explanations, in each protocol. */
    private static List<Event> explained(String text, int times) {
        String texts = "[" + String.join(",", Collections.nCopies(times, '"' + text + '"')) + "]";
        var json = Map.of("content-type", "application/json");
        return List.of(Event.predict("{\"texts\":" + texts + ",\"explain\":true}"),
                new Event("POST", "/v2/models/hamlet/infer", json,
                        "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[" + times + "],\"data\":"
                                + texts + "}],\"parameters\":{\"explain\":true}}"),
                new Event("POST", "/invocations", json, "{\"inputs\":" + texts + ",\"params\":{\"explain\":true}}"));
    }

    @Test
    void statesNoThresholdWithMoreThanTwoLabels() throws IOException {
        JsonObject answer = ask(THREE, Event.predict("{\"text\":\"sale\"}")).json();

        assertThat(answer.keySet()).containsExactly("label", "score", "model");
        assertThat(answer.get("label").getAsString()).isEqualTo("promotion");
        assertThat(ask(THREE, Event.get("/model")).json().has("threshold")).isFalse();
    }

    @Test
    void saysThatItIsWell() throws IOException {
        JsonObject answer = ask(BINARY, Event.get("/health")).json();

        assertThat(answer.get("status").getAsString()).isEqualTo("ok");
        assertThat(answer.getAsJsonObject("model").get("version").getAsString()).isEqualTo(BINARY.version());
    }

    @Test
    void showsTheModelCard() throws IOException {
        JsonObject card = ask(BINARY, Event.get("/model")).json();

        assertThat(card.get("name").getAsString()).isEqualTo("tiny");
        assertThat(card.get("sha256").getAsString()).isEqualTo(BINARY.sha256());
        assertThat(card.getAsJsonArray("labels")).hasToString("[\"ham\",\"spam\"]");
        assertThat(card.get("threshold").getAsDouble()).isEqualTo(0.25);
        assertThat(card.getAsJsonObject("features"))
                .hasToString("{\"count\":12,\"wordNgramsMax\":2,\"charNgramsMin\":2,\"charNgramsMax\":3,"
                        + "\"shape\":false,\"obfuscation\":false}");
        assertThat(card.getAsJsonObject("provenance").get("seed").getAsString()).isEqualTo("42");
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/health, 200", "/model, 200", "/predict, 405", "/none, 404", "/openapi.json, 200",
        "/docs, 200", "/v2, 200", "/v2/models/hamlet, 200", "/v2/models/hamlet/infer, 405", "/v2/none, 404"})
    void answersHeadAsGetWithoutTheBody(String path, int status) throws IOException {
        Invocation get = ask(BINARY, Event.get(path));
        Invocation head = ask(BINARY, Event.get(path).method("HEAD"));

        assertThat(head.status()).isEqualTo(status).isEqualTo(get.status());
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.body()).isEmpty();
        assertThat(get.body()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/, 'GET, HEAD, POST, OPTIONS'", "/predict, 'POST, OPTIONS'", "/health, 'GET, HEAD, OPTIONS'",
        "/model, 'GET, HEAD, OPTIONS'", "/openapi.json, 'GET, HEAD, OPTIONS'", "/docs, 'GET, HEAD, OPTIONS'",
        "/ping, 'GET, HEAD, OPTIONS'", "/invocations, 'POST, OPTIONS'"})
    void saysWhichMethodsAPathAnswers(String path, String allow) throws IOException {
        Invocation options = ask(BINARY, Event.get(path).method("OPTIONS"));
        Invocation refused = ask(BINARY, Event.get(path).method("PATCH"));

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo(allow);
        assertThat(options.body()).isEmpty();
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("allow")).isEqualTo(allow);
        assertThat(refused.json().get("detail").getAsString()).isEqualTo("expected one of " + allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST, OPTIONS", "", "POS", "OST", ", "})
    void takesPartsOfMethodsForNone(String method) throws IOException {
        assertThat(ask(BINARY, Event.get("/predict").method(method)).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/none", "/predict/", "/PREDICT", "/health/x", "//", "/predict%20"})
    void knowsNoOtherPath(String path) throws IOException {
        Invocation answer = ask(BINARY, Event.get(path));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().keySet()).containsExactly("type", "title", "status", "detail");
    }

    @Test
    void saysWhichPathsThereAre() throws IOException {
        String detail = ask(BINARY, Event.get("/none")).json().get("detail").getAsString();

        List<String> named = List.of(detail.replaceFirst("expected one of the paths ", "").split(", | and "));
        assertThat(Arrays.stream(Route.values()).map(Route::path).filter(path -> !path.startsWith("/v2/")))
                .containsExactlyElementsOf(named);
    }

    @Test
    void saysThatItIsThereWithoutABody() throws IOException {
        Invocation answer = ask(BINARY, Event.get("/ping"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void answersBrowsersWithPagesAndOthersWithProblems() throws IOException {
        Map<String, String> browser = Map.of("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        Invocation page = ask(BINARY, new Event("GET", "/none", browser, ""));
        Invocation problem = ask(BINARY, new Event("GET", "/none", Map.of("accept", "*/*"), ""));
        Invocation form = ask(BINARY, Event.form("message="));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(problem.header("content-type")).isEqualTo("application/problem+json");
        assertThat(form.status()).isEqualTo(400);
        assertThat(form.header("content-type")).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void keepsPagesFromDoingMoreThanTheyShould() throws IOException {
        assertThat(ask(BINARY, Event.get("/")).headers()).containsKeys("content-security-policy")
                .containsEntry("x-content-type-options", "nosniff").containsEntry("referrer-policy", "no-referrer");
    }

    @ParameterizedTest
    @CsvSource({"prod, /prod/health, 200", "prod, /prod, 200", "prod, /prod/, 200", "prod, /health, 200",
        "prod, /production/health, 404", "prod, /prod/prod/health, 404", "health, /health, 200",
        "$default, /$default/health, 200"})
    void leavesTheStageOutOfThePath(String stage, String path, int status) throws IOException {
        String event = Event.get(path).version2(stage);

        assertThat(Invocation.of(handler(BINARY), event).status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "stage {0}: {1}")
    @CsvSource({"prod, /prod, /prod", "prod, /prod/, /prod", "prod, /prod/none, /prod", "prod, /, ''",
        "prod, /production, ''", "$default, /, ''"})
    void leadsToThePathsBehindTheStageOfAnHttpApi(String stage, String path, String base) throws IOException {
        var page = new Event("GET", path, Map.of("accept", "text/html"), "");

        assertLeads(Invocation.of(handler(BINARY), page.version2(stage)), base);
    }

    @ParameterizedTest(name = "stage {0}: {1} is {2} outside")
    @CsvSource({"prod, /, /prod, /prod", "prod, /, /prod/, /prod", "prod, /none, /prod/none, /prod",
        // a domain name of its own has no stage in its paths
        "prod, /, /, ''", "predict, /predict, /predict, ''"})
    void leadsToThePathsBehindTheStageOfARestApi(String stage, String path, String outside, String base)
            throws IOException {
        String event = new Event("GET", path, Map.of("accept", "text/html"), "").version1(stage, outside);

        assertLeads(Invocation.of(handler(BINARY), event), base);
    }

    private static void assertLeads(Invocation answer, String base) {
        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<a href=\"" + base + "/model\">");
        assertThat(answer.body()).containsAnyOf("action=\"" + base + "/\"", "<a href=\"" + base + "/\">");
    }

    @Test
    void readsHeadersWhateverTheirCase() throws IOException {
        var event = new Event("POST", "/predict", Map.of("CONTENT-Type", "Application/JSON ; charset=utf-8"),
                "{\"text\":\"free\"}");

        assertThat(Invocation.of(handler(BINARY), event.version2()).status()).isEqualTo(200);
        assertThat(Invocation.of(handler(BINARY), event.version1()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\"headers\":null,\"multiValueHeaders\":{\"Content-Type\":[\"application/json\",\"text/plain\"]}",
        "\"multiValueHeaders\":{\"content-type\":[null,\"application/json\"]}",
        "\"headers\":{\"content-type\":\"application/json\"},\"multiValueHeaders\":null",
        "\"headers\":{\"content-type\":\"application/json\"},\"multiValueHeaders\":{\"content-type\":[]}"})
    void readsHeadersOfRestApisFromEitherPlace(String headers) throws IOException {
        String event = "{\"httpMethod\":\"POST\",\"path\":\"/predict\"," + headers
                + ",\"body\":\"{\\\"text\\\":\\\"free\\\"}\"}";

        assertThat(Invocation.of(handler(BINARY), event).status()).isEqualTo(200);
    }

    /** Sends an event in both versions of the payload; the answer must be one. */
    private static Invocation ask(Model model, Event event) throws IOException {
        Invocation answer = Invocation.of(handler(model), event.version2());
        assertThat(Invocation.of(handler(model), event.version1())).isEqualTo(answer);
        return answer;
    }

    private static PredictHandler handler(Model model) {
        return new PredictHandler(model, new PrintStream(OutputStream.nullOutputStream()));
    }
}
