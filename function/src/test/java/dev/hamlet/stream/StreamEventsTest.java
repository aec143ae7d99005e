package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample batches get the answers that stand beside them, but for scores and the model; of explanations, the members' names. */
class StreamEventsTest {

    private static final Path EVENTS = Path.of("..", "events", "stream");

    @ParameterizedTest
    @MethodSource("events")
    void answersBatchAsExpected(String name) throws IOException {
        Run run = Run.of(Run.source(name.split("[-.]", 2)[0]), Files.readString(EVENTS.resolve(name)));

        assertThat(withoutScores(run.json())).isEqualTo(expectations().get(name));
    }

    @Test
    void everyBatchHasAnExpectationAndEveryExpectationABatch() throws IOException {
        assertThat(events()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expectations().keySet());
    }

    private static JsonElement withoutScores(JsonElement answer) {
        if (answer.isJsonArray()) {
            for (JsonElement each : answer.getAsJsonArray()) {
                JsonObject record = each.getAsJsonObject();
                assertThat(record.has("score")).isEqualTo(record.has("label")).isNotEqualTo(record.has("error"));
                record.remove("score");
                record.remove("model");
                if (record.has("explanation")) {
                    var members = new JsonArray();
                    record.getAsJsonObject("explanation").keySet().forEach(members::add);
                    record.add("explanation", members);
                }
            }
        }
        return answer;
    }

    static List<String> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("expected.json"))
                    .sorted().toList();
        }
    }

    private static JsonObject expectations() throws IOException {
        return JsonParser.parseString(Files.readString(EVENTS.resolve("expected.json"))).getAsJsonObject();
    }
}
