package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.handler.Limits;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchHandlerTest {

    private static final List<String> BODIES = List.of("free prize", "", "thanks", "{\"text\":1}", "see you");

    @Test
    void reportsJustTheFailedMessagesOfAStandardQueue() throws IOException {
        Run run = Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE, BODIES));

        assertThat(AwsEvents.read(run.answer(), SQSBatchResponse.class).getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier).containsExactly("m1", "m3");
        assertThat(run.summary().get("predicted").getAsInt()).isEqualTo(3);
        assertThat(run.summary().get("failed").getAsInt()).isEqualTo(2);
        assertThat(run.summary().get("heldBack").getAsInt()).isZero();
    }

    @Test
    void reportsAllFromTheFirstFailureOnOfAFifoQueueAndPredictsNoneOfThem() throws IOException {
        Run run = Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE + ".fifo", BODIES));

        assertThat(AwsEvents.read(run.answer(), SQSBatchResponse.class).getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("m1", "m2", "m3", "m4");
        assertThat(predicted(run)).containsExactly("m0");
        assertThat(run.summary().get("heldBack").getAsInt()).isEqualTo(3);
    }

    @Test
    void reportsTheFirstFailedSequenceNumberOfAShard() throws IOException {
        Run run = Run.of(new KinesisSource(),
                AwsEvents.kinesis(AwsEvents.bytes("thanks", "free prize", " ", "ok", "")));

        assertThat(AwsEvents.read(run.answer(), StreamsEventResponse.class).getBatchItemFailures())
                .extracting(StreamsEventResponse.BatchItemFailure::getItemIdentifier).containsExactly("102");
        assertThat(predicted(run)).containsExactly("100", "101");
    }

    @Test
    void reportsTheFirstFailedOffsetOfEachPartition() throws IOException {
        Run run = Run.of(new KafkaSource(), AwsEvents.kafka(Map.of(7, AwsEvents.bytes("thanks", "{", "free prize", ""),
                8, AwsEvents.bytes("ok", "see you"))));

        assertThat(run.answer()).isEqualTo(
                "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"a-topic-7\",\"offset\":1}}]}");
        assertThat(predicted(run)).containsExactlyInAnyOrder("a-topic-7-0", "a-topic-8-0", "a-topic-8-1");
    }

    @Test
    void reportsNothingWhenAllIsWell() throws IOException {
        assertThat(Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE, List.of("ok", "ok"))).answer())
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void answersARecordThatComesAgainAsBefore() throws IOException {
        String event = AwsEvents.kinesis(AwsEvents.bytes("free prize", "thanks", ""));

        assertThat(Run.of(new KinesisSource(), event).lines().getFirst())
                .isEqualTo(Run.of(new KinesisSource(), event).lines().getFirst());
    }

    @Test
    void logsIdsAndReasonsButNoText() throws IOException {
        Run run = Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE, List.of("quagga prize",
                "{\"id\":\"quagga\",\"text\":\"quagga\",\"explain\":true}", "{\"quagga\":", "{\"quagga\":\"\"}",
                "quagga".repeat(2_000))));

        assertThat(run.log()).doesNotContain("quagga");
        assertThat(run.lines().get(0).keySet()).containsExactly("level", "requestId", "source", "model", "sha256", "id",
                "label",
                "score");
        assertThat(run.lines().get(2)).hasToString("{\"level\":\"WARN\",\"requestId\":\"test\",\"source\":\"sqs\","
                + "\"model\":\"" + Run.MODEL.version() + "\",\"sha256\":\"" + Run.MODEL.sha256()
                + "\",\"id\":\"m2\",\"error\":\"expected one JSON object, since the body begins with a brace, found "
                + "something else\"}");
        assertThat(run.summary().keySet()).containsExactly("level", "requestId", "source", "model", "sha256",
                "latencyMs",
                "predicted", "failed", "heldBack", "characters", "labels");
        assertThat(run.summary().get("characters").getAsInt()).isEqualTo(12 + 6);
    }

    @Test
    void explainsTheRecordsThatAskForIt() throws IOException {
        List<String> bodies = List.of("free prize", explained("free prize"), "{\"text\":\"thanks\",\"explain\":false}");

        List<JsonObject> lines = Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE, bodies)).lines();
        List<JsonObject> answers = piped(bodies);

        assertThat(lines.get(1).keySet()).containsExactly("level", "requestId", "source", "model", "sha256", "id",
                "label",
                "score", "explanation");
        assertThat(answers.get(1).keySet()).containsExactly("id", "label", "score", "explanation", "model");
        assertThat(answers.get(1).get("explanation")).isEqualTo(lines.get(1).get("explanation"));
        for (int other : new int[]{0, 2}) {
            assertThat(lines.get(other).has("explanation")).isFalse();
            assertThat(answers.get(other).has("explanation")).isFalse();
        }
    }

    @Test
    void explainsNoMoreThanHasRoom() throws IOException {
        String most = explained("x ".repeat(Limits.TEXT_CHARACTERS / 2));
        List<String> bodies = List.of(most, most, most, most, explained("x ".repeat(4_998)), explained("thanks"),
                explained("so"), "thanks", explained("!"), explained("{"));

        List<JsonObject> answers = piped(bodies);
        Run run = Run.of(new SqsSource(), AwsEvents.sqs(AwsEvents.QUEUE, bodies));

        assertThat(answers).extracting(answer -> answer.has("label")).containsExactly(true, true, true, true, true,
                false, true, true, true, true);
        assertThat(answers.get(5).get("error").getAsString())
                .isEqualTo("expected at most 50000 characters in all with explain in a batch, found 50002");
        assertThat(AwsEvents.read(run.answer(), SQSBatchResponse.class).getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier).containsExactly("m5");
    }

    /** What Lambda passes on of an answer, in bytes. */
    private static final int LAMBDA_BYTES = 6_291_556;

    @Test
    void answersAsMuchAsMayBeExplainedWithinLambdasLimit() throws IOException {
        List<String> bodies = Collections.nCopies(10, explained("x ".repeat(Limits.TEXT_CHARACTERS / 2)));

        List<JsonObject> answers = piped(bodies);

        assertThat(answers).filteredOn(answer -> answer.has("explanation")).hasSize(5);
        // each second character a word; twice as many could not be
        assertThat(2 * answers.toString().length()).isLessThan(LAMBDA_BYTES);
    }

    private static String explained(String text) {
        var object = new JsonObject();
        object.addProperty("text", text);
        object.addProperty("explain", true);
        return object.toString();
    }

    private static List<JsonObject> piped(List<String> bodies) throws IOException {
        JsonObject event = JsonParser.parseString(AwsEvents.sqs(AwsEvents.QUEUE, bodies)).getAsJsonObject();
        return Run.of(new SqsSource(), event.get("Records").toString()).json().getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"sqs|{}", "sqs|7", "sqs|`", "sqs|{\"Records\":[{}]}",
        "sqs|[{\"messageId\":\"quagga\"}]", "sqs|{\"Records\":[{\"body\":\"quagga\"}]}", "sqs|[] quagga",
        "sqs|{\"Records\":\"quagga\"}", "kinesis|{\"Records\":[{\"kinesis\":{\"data\":\"\"}}]}",
        "kafka|{\"records\":{\"a-0\":[{\"topic\":\"a\",\"partition\":0}]}}", "kafka|{\"records\":[]}"})
    void failsAsAWholeWhenItIsNoBatch(String source, String event) {
        assertThatThrownBy(() -> Run.of(Run.source(source), event == null ? "" : event))
                .isInstanceOf(IllegalArgumentException.class).hasNoCause()
                .hasMessage("expected records of " + source + ", found something else");
    }

    private static List<String> predicted(Run run) {
        return run.lines().stream().filter(line -> line.has("label")).map(line -> id(line)).toList();
    }

    private static String id(JsonObject line) {
        return line.get("id").getAsString();
    }
}
