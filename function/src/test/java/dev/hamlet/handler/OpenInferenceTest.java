package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceTest {

    private static final String INFER = "/v2/models/hamlet/infer";
    private static final Model MODEL;

    static {
        try {
            MODEL = Models.binary();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Test
    void scoresToTheBitAsPredictDoes() throws IOException {
        List<String> texts = List.of("thanks", "free prize", "文 🎁");
        var shape = new JsonArray();
        var data = new JsonArray();
        texts.forEach(data::add);
        shape.add(texts.size());

        JsonObject answer = infer(tensor(shape, data)).json();

        JsonArray labels = output(answer, 0);
        JsonArray scores = output(answer, 1);
        for (int i = 0; i < texts.size(); i++) {
            var text = new JsonObject();
            text.addProperty("text", texts.get(i));
            JsonObject predicted = ask(Event.predict(text.toString())).json();
            assertThat(labels.get(i)).isEqualTo(predicted.get("label"));
            // as it is written: the same digits are the same bits
            assertThat(scores.get(i).getAsString()).isEqualTo(predicted.get("score").getAsString());
        }
        assertThat(answer.get("model_name").getAsString()).isEqualTo("hamlet");
        assertThat(answer.get("model_version").getAsString()).isEqualTo(MODEL.version());
        assertThat(answer.has("id")).isFalse();
    }

    @Test
    void explainsEachTextAsPredictDoes() throws IOException {
        JsonObject answer = infer("""
                {"parameters":{"explain":true},"inputs":[{"name":"text","datatype":"BYTES","shape":[2],
                "data":["free prize","th4nks"]}]}""").json();

        JsonObject tensor = answer.getAsJsonArray("outputs").get(2).getAsJsonObject();
        assertThat(tensor.get("name").getAsString()).isEqualTo("explanation");
        assertThat(tensor.get("datatype").getAsString()).isEqualTo("BYTES");
        assertThat(tensor.get("shape")).hasToString("[2]");
        JsonArray predicted = ask(Event.predict("{\"texts\":[\"free prize\",\"th4nks\"],\"explain\":true}")).json()
                .getAsJsonArray("predictions");
        for (int i = 0; i < 2; i++) {
            // a string that is just what stands there
            assertThat(tensor.getAsJsonArray("data").get(i).getAsString())
                    .isEqualTo(predicted.get(i).getAsJsonObject().get("explanation").toString());
        }
    }

    private static JsonArray output(JsonObject answer, int index) {
        return answer.getAsJsonArray("outputs").get(index).getAsJsonObject().getAsJsonArray("data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[2]|[\"free\",\"love\"]", "[2,1]|[\"free\",\"love\"]",
        "[2,1]|[[\"free\"],[\"love\"]]"})
    void takesAColumnOrARowOfTexts(String shape, String data) throws IOException {
        JsonObject answer = infer(tensor(Invocation.strict(shape).getAsJsonArray(),
                Invocation.strict(data).getAsJsonArray())).json();

        assertThat(output(answer, 0)).hasToString("[\"spam\",\"ham\"]");
        assertThat(answer.getAsJsonArray("outputs").get(0).getAsJsonObject().get("shape")).hasToString("[2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"outputs\":[{\"name\":\"score\"}]|[score]",
        "\"outputs\":[{\"name\":\"score\"},{\"parameters\":{\"binary_data\":true},\"name\":\"label\"}]|[score, label]",
        "\"outputs\":[]|[label, score]", "\"outputs\":null|[label, score]",
        "\"parameters\":{\"binary_data_output\":true}|[label, score]", "\"else\":[1]|[label, score]",
        "\"parameters\":null|[label, score]", "\"parameters\":{\"explain\":false}|[label, score]",
        "\"parameters\":{\"explain\":true}|[label, score, explanation]",
        "\"parameters\":{\"explain\":true},\"outputs\":[{\"name\":\"score\"}]|[score, explanation]",
        "\"outputs\":[{\"name\":\"explanation\"},{\"name\":\"label\"}],\"parameters\":{\"explain\":true}|[explanation, label]",
        "\"outputs\":[{\"name\":\"explanation\"}],\"parameters\":{\"explain\":false}|[explanation]"})
    void answersWithTheOutputsThatWereAskedFor(String member, String names) throws IOException {
        JsonObject answer = infer("{" + member + ",\"inputs\":[" + INPUT + "]}").json();

        assertThat(answer.getAsJsonArray("outputs").asList().stream()
                .map(output -> output.getAsJsonObject().get("name").getAsString()).toList()).hasToString(names);
    }

    private static final String INPUT = """
            {"name":"text","parameters":{"content_type":"str"},"shape":[1],"datatype":"BYTES","data":["free"]}""";

    @ParameterizedTest
    @CsvSource({"'\"id\":\"forty-two\",', forty-two", "'\"id\":\"\",', ''", "'\"id\":null,',"})
    void givesTheIdBack(String member, String id) throws IOException {
        JsonObject answer = infer("{" + member + "\"inputs\":[" + INPUT + "]}").json();

        assertThat(answer.has("id")).isEqualTo(id != null);
        assertThat(id == null ? null : answer.get("id").getAsString()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{}|400|inputs: expected one tensor, found none",
        "{\"inputs\":[]}|400|inputs: expected one tensor, found none",
        "{\"inputs\":[INPUT,INPUT]}|400|inputs[1].shape: expected [2] or [2, 1], as many as there are data, found another one",
        "{\"inputs\":{}}|400|inputs: expected an array, found an object",
        "{\"inputs\":[{}]}|400|inputs[0]: expected a member name, found none",
        "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":8}}]}|400|inputs[0]: expected a member data, found none",
        "{\"inputs\":[{\"name\":\"input0\"}]}|400|inputs[0].name: expected text, found another one",
        "{\"inputs\":[{\"datatype\":\"FP32\"}]}|400|inputs[0].datatype: expected BYTES, found another one",
        "{\"inputs\":[{\"shape\":[1.5,\"a\"]}]}|400|inputs[0].shape[1]: expected a number, found a string",
        "{\"inputs\":[{\"data\":[[[\"free\"]]]}]}|400|inputs[0].data[0][0]: expected a string, found an array",
        "{\"inputs\":[{\"data\":[\"free\",\" \"]}]}|400|inputs[0].data[1]: expected some text, found none",
        "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[0],\"data\":[]}]}|400|inputs: expected one text or more, found none",
        "{\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[1.0],\"data\":[\"free\"]}]}|400|inputs[0].shape: expected [1] or [1, 1], as many as there are data, found another one",
        "{\"id\":7,\"inputs\":[INPUT]}|400|id: expected a string, found a number",
        "{\"parameters\":[],\"inputs\":[INPUT]}|400|parameters: expected an object, found an array",
        "{\"parameters\":{\"explain\":\"true\"},\"inputs\":[INPUT]}|400|parameters.explain: expected true or false, found a string",
        "{\"parameters\":{\"explain\":null},\"inputs\":[INPUT]}|400|parameters.explain: expected true or false, found null",
        "{\"outputs\":[{\"name\":\"label\",\"name\":\"score\"}]}|400|outputs[0].name: expected label, score or explanation, found another one",
        "{\"outputs\":[{}]}|400|outputs[0].name: expected label, score or explanation, found none",
        "[]|400|the body: expected an object, found an array",
        "{\"inputs\":[INPUT]} {}|400|expected one JSON object, found more after it",
        "quagga|400|expected a JSON object, found text that is not JSON"})
    void saysWhatIsWrongInTheProtocolsWords(String body, int status, String error) throws IOException {
        Invocation answer = infer(body.replace("INPUT", INPUT));

        assertThat(answer.json()).hasToString("{\"error\":\"" + error + "\"}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void keepsToTheLimits() throws IOException {
        var shape = new JsonArray();
        shape.add(Limits.TEXTS + 1);
        var data = new JsonArray();
        Collections.nCopies(Limits.TEXTS + 1, "free").forEach(data::add);
        var longData = new JsonArray();
        longData.add("x".repeat(Limits.TEXT_CHARACTERS + 1));

        assertThat(infer(tensor(shape, data)).body()).isEqualTo(
                "{\"error\":\"inputs: expected at most 1000, found more\"}");
        assertThat(infer(tensor(shape, data)).status()).isEqualTo(413);
        assertThat(infer(tensor(shape, longData)).status()).isEqualTo(413);
        assertThat(infer("x".repeat(Limits.BODY_BYTES + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"/v2/models/macbeth, GET", "/v2/models/macbeth/ready, GET", "/v2/models/macbeth/infer, POST",
        "/v2/models/hamlet/versions/1, GET", "/v2/models/hamlet/versions/1/ready, GET",
        "/v2/models/hamlet/versions/1/infer, POST", "/v2/models/{model}, GET", "/v2/models, GET", "/v2/models/, GET",
        "/v2/models/hamlet/versions, GET", "/v2/models/hamlet/versions/, GET", "/v2/health, GET",
        "/v2/models/hamlet/infer/, POST", "/v2/, GET"})
    void knowsNoOtherModelVersionOrPath(String path, String method) throws IOException {
        Invocation answer = ask(new Event(method, path, Map.of("accept", "text/html"), ""));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().keySet()).containsExactly("error");
    }

    @Test
    void answersForItsVersion() throws IOException {
        String version = "/v2/models/hamlet/versions/" + MODEL.version();

        assertThat(ask(Event.get(version))).isEqualTo(ask(Event.get("/v2/models/hamlet")));
        assertThat(ask(Event.get(version + "/ready"))).isEqualTo(ask(Event.get("/v2/models/hamlet/ready")));
        assertThat(ask(new Event("POST", version + "/infer", Map.of(), "{\"inputs\":[" + INPUT + "]}")))
                .isEqualTo(infer("{\"inputs\":[" + INPUT + "]}"));
    }

    @Test
    void describesItsTensors() throws IOException {
        assertThat(ask(Event.get("/v2/models/hamlet")).json()).hasToString("{\"name\":\"hamlet\",\"versions\":[\""
                + MODEL.version() + "\"],\"platform\":\"smile_hamlet\","
                + "\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[-1]}],"
                + "\"outputs\":[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]},"
                + "{\"name\":\"score\",\"datatype\":\"FP64\",\"shape\":[-1]}]}");
    }

    @Test
    void isOfTheProjectsVersion() throws IOException {
        assertThat(ask(Event.get("/v2")).body())
                .isEqualTo("{\"name\":\"hamlet\",\"version\":\"" + OpenInference.VERSION + "\",\"extensions\":[]}");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + OpenInference.VERSION + "</version>\n  </parent>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/octet-stream", "application/x-www-form-urlencoded"})
    void readsJsonWhateverTheMediaTypeSays(String mediaType) throws IOException {
        var event = new Event("POST", INFER, Map.of("content-type", mediaType), "{\"inputs\":[" + INPUT + "]}");

        assertThat(ask(event).status()).isEqualTo(200);
    }

    private static String tensor(JsonArray shape, JsonArray data) {
        var tensor = new JsonObject();
        tensor.add("data", data);
        tensor.addProperty("name", "text");
        tensor.addProperty("datatype", "BYTES");
        tensor.add("shape", shape);
        var inputs = new JsonArray();
        inputs.add(tensor);
        var body = new JsonObject();
        body.add("inputs", inputs);
        return body.toString();
    }

    private static Invocation infer(String body) throws IOException {
        return ask(new Event("POST", INFER, Map.of(), body));
    }

    private static Invocation ask(Event event) throws IOException {
        return Invocation.of(new PredictHandler(MODEL, new PrintStream(OutputStream.nullOutputStream())),
                event.version2());
    }
}
