package dev.hamlet.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as Lambda starts it: a process, an environment, an exit code. */
@Timeout(60)
class BootstrapTest {

    private static final String HANDLER = "dev.hamlet.handler.PredictHandler::handleRequest";

    private record Exit(int code, String log) {}

    @Test
    void answersWithTheShippedModel() throws Exception {
        String event = Files.readString(Path.of("..", "events", "predict-v2.json"));
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("8476", event), FakeRuntimeApi.status(202))) {
            Exit exit = run(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), HANDLER);
            assertThat(api.requests().get(1)).startsWith("POST invocation/8476/response {\"statusCode\":200")
                    .contains("spam");
            assertThat(exit.log()).contains("\"requestId\":\"8476\"", "does not answer: ");
            assertThat(exit.code()).isOne();
        }
    }

    @Test
    void loadsNothingOfTheBatchesForARequest(@TempDir Path folder) throws Exception {
        String event = Files.readString(Path.of("..", "events", "predict-v2.json"));
        Path loaded = folder.resolve("loaded");
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("8476", event), FakeRuntimeApi.status(202))) {
            run(Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "JAVA_TOOL_OPTIONS",
                    "-Xlog:class+load:file=" + loaded), HANDLER);
        }
        assertThat(Files.readString(loaded)).contains("dev.hamlet.handler.PredictHandler")
                .doesNotContain("dev.hamlet.stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "kinesis", "kafka"})
    void answersBatches(String source) throws Exception {
        String handler = "dev.hamlet.stream." + Character.toUpperCase(source.charAt(0)) + source.substring(1)
                + "Handler";
        String event = Files.readString(Path.of("..", "events", "stream", source + "-pipe.json"));
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("8476", event), FakeRuntimeApi.status(202))) {
            run(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), handler);
            assertThat(api.requests().get(1)).startsWith("POST invocation/8476/response [{\"id\":").contains("spam");
        }
    }

    @Test
    void takesTheHandlerFromTheEnvironmentAndReportsOneThatIsUnknown() throws Exception {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.status(202))) {
            Exit exit = run(Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "_HANDLER", "a.B::c"));
            assertThat(api.requests()).singleElement().asString()
                    .startsWith("POST init/error {\"errorType\":\"java.lang.IllegalArgumentException\","
                            + "\"errorMessage\":\"expected PredictHandler of dev.hamlet.handler, or SqsHandler, KinesisHandler, "
                            + "KafkaHandler or ChunkHandler of dev.hamlet.stream, found \\\"a.B::c\\\"\"}");
            assertThat(exit.code()).isOne();
        }
    }

    @Test
    void saysThatThereIsNoRuntimeApi() throws Exception {
        assertThat(run(Map.of(), HANDLER)).isEqualTo(new Exit(1, "hamlet: expected the Runtime API's host:port in"
                + " AWS_LAMBDA_RUNTIME_API, found nothing; this program is for Lambda or its emulator\n"));
    }

    @Test
    void refusesAnAddressWithoutAPort() {
        assertThatThrownBy(() -> Connection.to("localhost")).isInstanceOf(IOException.class)
                .hasMessage("expected host:port, found \"localhost\"");
    }

    private static Exit run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Bootstrap.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String log = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Exit(process.waitFor(), log);
    }
}
