package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.handler.TestContext;
import dev.hamlet.model.Prediction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows get an answer each, and the whole file a sum. */
class ChunkHandlerTest {

    private static final Path EVENTS = Path.of("..", "events", "batch");
    private static final String FILE = "\"BatchInput\":{\"key\":\"k\",\"etag\":\"e\",\"textColumn\":\"text\",\"idColumn\":\"id\",\"keepDays\":1}";
    private static final String FOLDER = "in/messages.csv/9b2cf535f27731c974343645a3985328/" + Run.MODEL.version()
            + "/";

    @ParameterizedTest
    @ValueSource(strings = {"rows.json", "total.json"})
    void answersSampleEventsAsExpected(String name) throws IOException {
        JsonObject answer = answer(Files.readString(EVENTS.resolve(name)));

        assertThat(answer.remove("key").getAsString())
                .isEqualTo(FOLDER + (name.startsWith("rows") ? "00000501.json" : name));
        answer.remove("expires");
        for (JsonObject each : objects(answer)) {
            each.remove("score");
            each.remove("model");
        }
        assertThat(answer).isEqualTo(
                JsonParser.parseString(Files.readString(EVENTS.resolve("expected.json"))).getAsJsonObject().get(name));
    }

    /** The answers to rows, and the total. */
    private static List<JsonObject> objects(JsonObject answer) {
        var objects = new ArrayList<JsonObject>();
        if (answer.has("answers")) {
            answer.getAsJsonArray("answers").forEach(each -> objects.add(each.getAsJsonObject()));
        } else {
            objects.add(answer.getAsJsonObject("total"));
        }
        return objects;
    }

    @Test
    void givesEachRowTheModelsOwnScore() throws IOException {
        JsonArray answers = answer(Files.readString(EVENTS.resolve("rows.json"))).getAsJsonArray("answers");

        assertPrediction(answers.get(0), "Running ten minutes late, can you save me a seat by the window?");
        assertPrediction(answers.get(1), "You have won a 500 pound voucher! Call 09061 234567 now to claim");
        assertPrediction(answers.get(4), "{\"a brace\": \"is just a brace here\"}");
    }

    private static void assertPrediction(JsonElement found, String text) {
        JsonObject answer = found.getAsJsonObject();
        Prediction expected = Run.MODEL.predict(text);
        assertThat(answer.get("label").getAsString()).isEqualTo(expected.label());
        assertThat(Double.doubleToRawLongBits(answer.get("score").getAsDouble()))
                .isEqualTo(Double.doubleToRawLongBits(expected.score()));
        assertThat(answer.get("model").getAsString()).isEqualTo(Run.MODEL.version());
    }

    @Test
    void hashesTextsAsStatesHashDoes() throws IOException {
        JsonObject answer = answer(rows("[{\"index\":0,\"row\":{\"text\":\"input data\"}}]"));

        // sha256sum's answer for the bytes "input data"
        assertThat(answer.getAsJsonArray("answers").get(0).getAsJsonObject().get("textSha256").getAsString())
                .isEqualTo("b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3");
    }

    @Test
    void saysUntilWhenAnswersAreKept() throws IOException {
        long before = Instant.now().getEpochSecond();

        long expires = answer(Files.readString(EVENTS.resolve("rows.json"))).get("expires").getAsLong();

        assertThat(expires).isBetween(before + 30 * 86_400L, before + 30 * 86_400L + 60);
    }

    @Test
    void readsMembersInAnyOrder() throws IOException {
        JsonObject event = JsonParser.parseString(Files.readString(EVENTS.resolve("rows.json"))).getAsJsonObject();
        var turned = new JsonObject();
        turned.add("Items", event.get("Items"));
        turned.add("BatchInput", event.get("BatchInput"));

        assertThat(answer(turned.toString()).get("answers")).isEqualTo(answer(event.toString()).get("answers"));
    }

    @ParameterizedTest
    @CsvSource({"5, true", "0.29, false", "0.3, true", "0, false"})
    void addsUpChunksAndJudgesThem(double tolerated, boolean expected) throws IOException {
        JsonObject event = JsonParser.parseString(Files.readString(EVENTS.resolve("total.json"))).getAsJsonObject();
        event.addProperty("ToleratedFailedPercentage", tolerated);

        JsonObject answer = answer(event.toString());

        assertThat(answer.get("key").getAsString()).isEqualTo(FOLDER + "total.json");
        assertThat(answer.get("tolerated").getAsBoolean()).isEqualTo(expected);
        assertThat(answer.getAsJsonObject("total").get("rows").getAsLong()).isEqualTo(1005);
        assertThat(answer.getAsJsonObject("total").get("failed").getAsLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"Items\":[]}", "{\"BatchInput\":{}}", "{\"BatchInput\":7,\"Items\":[]}",
        "{\"BatchInput\":{\"key\":\"k\"},\"Items\":[]}"})
    void refusesWhatTheStateMachineDoesNotSend(String event) {
        assertRefused(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[7]", "[{\"row\":{\"text\":\"a\"}}]", "[{\"index\":-1,\"row\":{}}]",
        "[{\"index\":\"one\",\"row\":{}}]", "[{\"index\":1.5,\"row\":{}}]", "[{\"index\":0,\"row\":{}}]} more"})
    void refusesItemsThatAreNoRows(String items) {
        assertRefused(rows(items));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"7; 5", "[{\"rows\":1}]; 5", "[{\"rows\":1,\"failed\":2}]; 5", "[null]; 5",
        "[]; \"all\""})
    void refusesChunksThatAreNoTallies(String chunks, String tolerated) {
        assertRefused("{" + FILE + ",\"Chunks\":" + chunks + ",\"ToleratedFailedPercentage\":" + tolerated + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "\"text\"", "[\"text\"]", "{}", "{\"text\":null}", "{\"text\":7}",
        "{\"text\":{\"text\":\"a\"}}"})
    void refusesRowWithoutItsText(String row) throws IOException {
        JsonObject answer = answer(rows("[{\"index\":0,\"row\":" + row + "}]"));

        assertThat(answer.get("failed").getAsInt()).isEqualTo(1);
        assertThat(answer.getAsJsonArray("answers").get(0).getAsJsonObject().get("error").getAsString())
                .isEqualTo("expected a string in column text, found none");
    }

    @Test
    void logsCountsAndReasonsButNoText() throws IOException {
        var log = new ByteArrayOutputStream();
        answer(Files.readString(EVENTS.resolve("rows.json")), log);

        String lines = log.toString(StandardCharsets.UTF_8);
        assertThat(lines).contains("\"id\":\"row 503\"", "\"predicted\":3", "\"failed\":2").doesNotContain("voucher",
                "window",
                "another name");
    }

    @Test
    void startsWithTheModelThatTheStackNamesOnly() {
        assertThat(ChunkHandler.expected(Run.MODEL, null)).isSameAs(Run.MODEL);
        // what sam local makes of a variable that the stack leaves out
        assertThat(ChunkHandler.expected(Run.MODEL, "")).isSameAs(Run.MODEL);
        assertThat(ChunkHandler.expected(Run.MODEL, Run.MODEL.version())).isSameAs(Run.MODEL);
        assertThatThrownBy(() -> ChunkHandler.expected(Run.MODEL, "0123456789ab"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected model 0123456789ab, as MODEL_VERSION says, found "
                        + Run.MODEL.version());
    }

    private static void assertRefused(String event) {
        assertThatThrownBy(() -> answer(event)).isInstanceOf(IllegalArgumentException.class).hasNoCause()
                .hasMessageContaining("expected");
    }

    private static String rows(String items) {
        return "{" + FILE + ",\"Items\":" + items + "}";
    }

    private static JsonObject answer(String event) throws IOException {
        return answer(event, new ByteArrayOutputStream());
    }

    private static JsonObject answer(String event, ByteArrayOutputStream log) throws IOException {
        var out = new ByteArrayOutputStream();
        new ChunkHandler(Run.MODEL, new PrintStream(log, false, StandardCharsets.UTF_8)).handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext("test"));
        return JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
    }
}
