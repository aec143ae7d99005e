package dev.hamlet.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventLoopTest {

    private static final RequestStreamHandler ECHO = (in, out, context) -> out.write(in.readAllBytes());

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void forgetTrace() {
        System.clearProperty("com.amazonaws.xray.traceHeader");
    }

    @Test
    void answersEventAfterEventOnOneConnection() {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "é"), FakeRuntimeApi.status(202),
                FakeRuntimeApi.event("2", "{}"), FakeRuntimeApi.status(202), FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, ECHO)).hasMessage("expected status 200 for the next event, found 500: ");
            assertThat(api.requests()).containsExactly("GET invocation/next", "POST invocation/1/response é",
                    "GET invocation/next", "POST invocation/2/response {}", "GET invocation/next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2\r\n{\"\r\n3;part=2\r\na\":\r\n2\r\n1}\r\n0\r\nTrailer: x\r\n\r\n",
        "7\n{\"a\":1}\n0\n\n"})
    void readsChunkedEvents(String chunks) {
        String event = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + chunks;
        try (var api = new FakeRuntimeApi(event, FakeRuntimeApi.status(202), FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, ECHO)).hasMessageContaining("found 500");
            assertThat(api.requests()).contains("POST invocation/1/response {\"a\":1}");
        }
    }

    @Test
    void opensAConnectionAnewAfterOneThatTheServerEnds() {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "a", "Connection: close\r\n"),
                FakeRuntimeApi.status(202), FakeRuntimeApi.event("2", "b"), FakeRuntimeApi.status(202),
                FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, ECHO)).hasMessageContaining("found 500");
            assertThat(api.requests()).containsSubsequence("POST invocation/1/response a",
                    "POST invocation/2/response b");
        }
    }

    @Test
    void asksOnceMoreWhenTheConnectionIsCut() {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.CUT, FakeRuntimeApi.event("1", "a"), FakeRuntimeApi.CUT,
                FakeRuntimeApi.status(202), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbroken" + FakeRuntimeApi.CUT,
                FakeRuntimeApi.CUT)) {
            assertThatThrownBy(() -> run(api, ECHO)).isInstanceOf(IOException.class)
                    .hasMessage("the Runtime API at " + api.address()
                            + " does not answer: expected a whole HTTP response, found the connection closed");
            assertThat(api.requests()).containsExactly("GET invocation/next", "GET invocation/next",
                    "POST invocation/1/response a", "POST invocation/1/response a", "GET invocation/next",
                    "GET invocation/next");
        }
    }

    @Test
    void reportsWhatAHandlerThrowsByPlaceAndGoesOn() {
        RequestStreamHandler failing = (in, out, context) -> {
            throw new IOException("You have won a voucher");
        };
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "a"), FakeRuntimeApi.status(202),
                FakeRuntimeApi.event("2", "a"), FakeRuntimeApi.status(202), FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, failing)).hasMessageContaining("found 500");
            assertThat(api.requests()).filteredOn(request -> request.contains("/error ")).hasSize(2).first().asString()
                    .matches("POST invocation/1/error \\{\"errorType\":\"java.io.IOException\",\"errorMessage\":"
                            + "\"at dev.hamlet.runtime.EventLoopTest.*\\(EventLoopTest.java:\\d+\\)\"}"
                            + " \\[Lambda-Runtime-Function-Error-Type: java.io.IOException]");
            assertThat(log.toString(UTF_8)).contains("\"errorType\":\"java.io.IOException\"").doesNotContain("voucher");
        }
    }

    @Test
    void reportsAFailureOfTheJvmAndEnds() throws IOException {
        RequestStreamHandler failing = (in, out, context) -> {
            throw new OutOfMemoryError("as a test");
        };
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "a"), FakeRuntimeApi.status(202))) {
            run(api, failing);
            assertThat(api.requests()).hasSize(2).last().asString().contains("invocation/1/error",
                    "java.lang.OutOfMemoryError");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 413})
    void logsARefusedAnswerAndGoesOn(int status) {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "a"), FakeRuntimeApi.status(status),
                FakeRuntimeApi.event("2", "b"), FakeRuntimeApi.status(202), FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, ECHO)).hasMessageContaining("found 500");
            assertThat(api.requests()).contains("POST invocation/2/response b");
            assertThat(log.toString(UTF_8)).contains("hamlet: invocation/1/response was refused with status " + status);
        }
    }

    @Test
    void endsWhenTheRuntimeApiIsInError() {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "a"), FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, ECHO))
                    .hasMessage("expected invocation/1/response to be accepted, found status 500: ");
        }
    }

    @Test
    void refusesAnEventWithoutAnIdOrWithAnOddDeadline() {
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.ok("", "{}"))) {
            assertThatThrownBy(() -> run(api, ECHO))
                    .hasMessage("expected a Lambda-Runtime-Aws-Request-Id with the event, found none");
        }
        try (var api = new FakeRuntimeApi(FakeRuntimeApi.event("1", "{}", "Lambda-Runtime-Deadline-Ms: soon\r\n"))) {
            assertThatThrownBy(() -> run(api, ECHO))
                    .hasMessage("expected milliseconds in Lambda-Runtime-Deadline-Ms, found \"soon\"");
        }
    }

    @Test
    void setsTheTraceOfEachInvocation() {
        List<String> traces = new ArrayList<>();
        RequestStreamHandler handler = (in, out, context) -> traces
                .add(System.getProperty("com.amazonaws.xray.traceHeader") + " " + context.getXrayTraceId());
        try (var api = new FakeRuntimeApi(
                FakeRuntimeApi.event("1", "", "Lambda-Runtime-Trace-Id: Root=1;Sampled=1\r\n"),
                FakeRuntimeApi.status(202), FakeRuntimeApi.event("2", ""), FakeRuntimeApi.status(202),
                FakeRuntimeApi.status(500))) {
            assertThatThrownBy(() -> run(api, handler)).hasMessageContaining("found 500");
        }
        assertThat(traces).containsExactly("Root=1;Sampled=1 Root=1;Sampled=1", "null null");
    }

    private void run(FakeRuntimeApi api, RequestStreamHandler handler) throws IOException {
        var out = new PrintStream(log, true, UTF_8);
        new EventLoop(new RuntimeApi(Connection.to(api.address()), out), handler).run();
    }
}
