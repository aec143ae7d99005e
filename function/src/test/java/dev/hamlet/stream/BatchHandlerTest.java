package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.google.gson.JsonObject;
import java.io.IOException;
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
                "{\"id\":\"quagga\",\"text\":\"quagga\"}", "{\"quagga\":", "{\"quagga\":\"\"}",
                "quagga".repeat(2_000))));

        assertThat(run.log()).doesNotContain("quagga");
        assertThat(run.lines().get(0).keySet()).containsExactly("level", "requestId", "source", "id", "model", "label",
                "score");
        assertThat(run.lines().get(2)).hasToString("{\"level\":\"WARN\",\"requestId\":\"test\",\"source\":\"sqs\","
                + "\"id\":\"m2\",\"error\":\"expected one JSON object, since the body begins with a brace, found "
                + "something else\"}");
        assertThat(run.summary().keySet()).containsExactly("level", "requestId", "source", "model", "latencyMs",
                "predicted", "failed", "heldBack", "characters", "labels");
        assertThat(run.summary().get("characters").getAsInt()).isEqualTo(12 + 6);
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
