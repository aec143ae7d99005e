package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.Golden;
import dev.hamlet.handler.Limits;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way a text comes, it gets the very label and score that the model gives it. */
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
