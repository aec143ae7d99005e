package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample events get the answers that stand beside them. */
class EventsTest {

    private static final Path EVENTS = Path.of("..", "events");
    private static final PredictHandler HANDLER = new PredictHandler();
    private static final Gson GSON = new Gson();

    @ParameterizedTest
    @MethodSource("events")
    void answersEventAsExpected(String name) throws IOException {
        Expectation expected = new Expectation(expectations().getAsJsonObject(name));

        Invocation answer = Invocation.of(HANDLER, read(name));

        assertThat(expected.problems(answer)).isEmpty();
    }

    @Test
    void everyEventHasAnExpectationAndEveryExpectationAnEvent() throws IOException {
        assertThat(events()).hasSizeGreaterThan(12).containsExactlyInAnyOrderElementsOf(expectations().keySet());
    }

    @ParameterizedTest
    @MethodSource("version2Events")
    void payloadVersion2IsTheOneOfAws(String name) throws IOException {
        JsonObject sample = Invocation.strict(read(name)).getAsJsonObject();

        APIGatewayV2HTTPEvent event = GSON.fromJson(sample, APIGatewayV2HTTPEvent.class);

        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRequestContext().getHttp().getMethod()).isNotEmpty();
        assertThat(event.getRequestContext().getHttp().getPath()).isNotEmpty();
        assertThat(event.getRawPath()).startsWith("/");
        assertSameMembers(sample, GSON.toJsonTree(event));
    }

    @ParameterizedTest
    @MethodSource("version1Events")
    void payloadVersion1IsTheOneOfAws(String name) throws IOException {
        JsonObject sample = Invocation.strict(read(name)).getAsJsonObject();

        APIGatewayProxyRequestEvent event = GSON.fromJson(sample, APIGatewayProxyRequestEvent.class);

        assertThat(event.getHttpMethod()).isEqualTo(event.getRequestContext().getHttpMethod());
        assertThat(event.getPath()).startsWith("/");
        assertThat(event.getMultiValueHeaders().keySet()).isEqualTo(event.getHeaders().keySet());
        assertSameMembers(sample, GSON.toJsonTree(event));
    }

    /** Nothing of the sample is lost in the class, so it has no member that AWS does not send. */
    private static void assertSameMembers(JsonObject sample, JsonElement bound) {
        JsonObject context = sample.getAsJsonObject("requestContext");
        // AWS sends these, but the classes have no place for them
        context.remove("authentication");
        context.remove("deploymentId");
        assertThat(bound).isEqualTo(Invocation.strict(GSON.toJson(sample)));
    }

    static List<String> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.equals("expected.json")).sorted().toList();
        }
    }

    static List<String> version2Events() throws IOException {
        return events().stream().filter(name -> name.contains("-v2")).toList();
    }

    static List<String> version1Events() throws IOException {
        return events().stream().filter(name -> name.contains("-v1")).toList();
    }

    private static JsonObject expectations() throws IOException {
        return Invocation.strict(read("expected.json")).getAsJsonObject();
    }

    private static String read(String name) throws IOException {
        return Files.readString(EVENTS.resolve(name));
    }
}
