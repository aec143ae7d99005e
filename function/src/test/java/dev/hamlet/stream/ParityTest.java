package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.hamlet.Golden;
import dev.hamlet.feature.Obfuscation;
import dev.hamlet.handler.Limits;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way a text comes, it gets the very label, score and reasons that the model gives it. */
class ParityTest {

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "kinesis", "kafka"})
    void mappingLogsWhatTheModelPredicts(String source) throws IOException {
        List<String> texts = texts();

        Run run = Run.of(Run.source(source), event(source, texts));

        assertThat(run.answer()).isEqualTo("{\"batchItemFailures\":[]}");
        assertPredictions(texts, run.lines().subList(0, run.lines().size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "kinesis", "kafka"})
    void pipeAnswersWhatTheModelPredicts(String source) throws IOException {
        List<String> texts = texts();

        Run run = Run.of(Run.source(source), records(event(source, texts)).toString());

        assertPredictions(texts, StreamSupport.stream(run.json().getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject).toList());
    }

    private static void assertPredictions(List<String> texts, List<JsonObject> answers) {
        assertThat(answers).hasSameSizeAs(texts);
        for (int i = 0; i < answers.size(); i++) {
            Prediction expected = Run.MODEL.predict(texts.get(i));
            assertThat(answers.get(i).get("label").getAsString()).isEqualTo(expected.label());
            assertThat(Double.doubleToRawLongBits(answers.get(i).get("score").getAsDouble()))
                    .isEqualTo(Double.doubleToRawLongBits(expected.score()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "kinesis", "kafka"})
    void explainsAsTheModelDoes(String source) throws IOException {
        for (String text : texts()) {
            var body = new JsonObject();
            body.addProperty("text", text);
            body.addProperty("explain", true);
            String event = event(source, List.of(body.toString()));
            Explanation expected = Run.MODEL.explain(text);

            JsonObject logged = Run.of(Run.source(source), event).lines().getFirst();
            JsonArray piped = Run.of(Run.source(source), records(event).toString()).json().getAsJsonArray();

            assertThat(explanation(logged)).isEqualTo(expected);
            assertThat(explanation(piped.get(0).getAsJsonObject())).isEqualTo(expected);
        }
    }

    private static Explanation explanation(JsonObject answer) {
        JsonObject json = answer.getAsJsonObject("explanation");
        var prediction = new Prediction(answer.get("label").getAsString(), answer.get("score").getAsDouble());
        List<Explanation.Token> tokens = json.getAsJsonArray("tokens").asList().stream()
                .map(JsonElement::getAsJsonObject).map(token -> new Explanation.Token(token.get("start").getAsInt(),
                        token.get("end").getAsInt(), token.get("weight").getAsDouble()))
                .toList();
        List<Obfuscation> undone = Stream.of(Obfuscation.values())
                .filter(each -> json.getAsJsonArray("undone").contains(new JsonPrimitive(each.toString()))).toList();
        return new Explanation(prediction, json.get("logit").getAsDouble(), json.get("bias").getAsDouble(), tokens,
                json.get("remainder").getAsDouble(), json.get("unseen").getAsDouble(), undone);
    }

    /** All that training saw and that can be sent. */
    private static List<String> texts() throws IOException {
        return Golden.read().stream().map(Golden::text)
                .filter(text -> !Model.isBlank(text) && text.length() <= Limits.TEXT_CHARACTERS
                        && !text.stripLeading().startsWith("{"))
                .toList();
    }

    private static String event(String source, List<String> texts) {
        String[] all = texts.toArray(new String[0]);
        return switch (source) {
            case "sqs" -> AwsEvents.sqs(AwsEvents.QUEUE, texts);
            case "kinesis" -> AwsEvents.kinesis(AwsEvents.bytes(all));
            default -> AwsEvents.kafka(Map.of(0, AwsEvents.bytes(all)));
        };
    }

    private static JsonArray records(String event) {
        JsonObject object = JsonParser.parseString(event).getAsJsonObject();
        return object.has("Records")
                ? object.getAsJsonArray("Records")
                : object.getAsJsonObject("records").getAsJsonArray("a-topic-0");
    }
}
