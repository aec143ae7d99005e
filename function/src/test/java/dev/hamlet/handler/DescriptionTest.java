package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description is of what the function does: every sample event and every answer keeps to it. */
class DescriptionTest {

    private static final Description DESCRIPTION = Description.shipped();
    private static final PredictHandler HANDLER = new PredictHandler();
    private static final Path DOCS = Path.of("src/main/resources/dev/hamlet/handler/page/docs.html");
    /**
     * Words of the refusals that no schema can foresee: bytes that are not UTF-8, nothing to read in a text, how long all texts are
     * together, a shape that is not the data's, an answer that has no place for what is asked.
     */
    private static final Set<String> UNSAID = Set.of("malformed-body", "empty-text", "too-much-to-explain",
            "body-too-large", "as many as there are data", "CSV has no place for explanations");

    static List<String> events() throws IOException {
        return EventsTest.events().stream().filter(name -> !name.startsWith("not-http")).toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void statesTheAnswerOfEveryEvent(String name) throws IOException {
        Sent sent = Sent.of(name);
        Invocation answer = sent.answer();
        String operation = sent.operation();

        if (answer.body().isEmpty()) {
            return;
        }
        String mediaType = answer.header("content-type");
        String response = operation == null ? sent.refusal() : DESCRIPTION.response(operation, answer.status());
        String schema = DESCRIPTION.schema(response, mediaType);

        assertThat(schema).as(response + " in " + mediaType).isNotNull();
        assertThat(DESCRIPTION.problems(Objects.requireNonNull(schema), answer.body(), mediaType)).isEmpty();
    }

    /** What is answered is what may be asked, and what is refused for its form is not. */
    @ParameterizedTest
    @MethodSource("events")
    void allowsWhatIsAnsweredAndForbidsWhatIsRefused(String name) throws IOException {
        Sent sent = Sent.of(name);
        String operation = sent.operation();
        String schema = operation == null
                ? null
                : DESCRIPTION.schema(operation + "/requestBody", sent.header("content-type", "application/json"));
        if (schema == null || !sent.header("content-type", "application/json").contains("json")) {
            return;
        }
        Invocation answer = sent.answer();
        boolean json = !sent.body().isEmpty() && isJson(sent.body());
        boolean valid = json && DESCRIPTION.problems(schema, sent.body(), "application/json").isEmpty();

        if (answer.status() == 200) {
            assertThat(valid).isTrue();
        } else if (answer.status() != 404 && UNSAID.stream().noneMatch(answer.body()::contains)) {
            assertThat(valid).isFalse();
        }
    }

    private static boolean isJson(String body) {
        try {
            Invocation.strict(body);
            return true;
        } catch (JsonParseException e) {
            return false;
        }
    }

    @Test
    void statesEveryRouteWithItsMethods() {
        var stated = new TreeSet<String>();
        DESCRIPTION.file().getAsJsonObject("paths").asMap().forEach((path, item) -> item.getAsJsonObject().keySet()
                .forEach(method -> stated.add(path + " " + method)));

        Set<String> answered = Arrays.stream(Route.values())
                .flatMap(route -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE").filter(route::allows)
                        .map(method -> route.path() + " " + method.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(stated).isEqualTo(answered);
    }

    @Test
    void namesEveryProblem() {
        assertThat(DESCRIPTION.at("/components/schemas/Problem/properties/type/enum").getAsJsonArray().asList())
                .extracting(JsonElement::getAsString)
                .containsExactly(Arrays.stream(Problem.Kind.values()).map(Problem.Kind::type).toArray(String[]::new));
    }

    @Test
    void statesTheLimits() {
        assertThat(number("/components/schemas/Text/maxLength")).isEqualTo(Limits.TEXT_CHARACTERS);
        for (String list : List.of("PredictRequest/properties/texts", "Answers/properties/predictions",
                "TextTensor/properties/data", "Rows", "Frame/properties/dataframe_split/properties/data")) {
            assertThat(number("/components/schemas/" + list + "/maxItems")).isEqualTo(Limits.TEXTS);
        }
        assertThat(DESCRIPTION.at("/info/description").getAsString()).contains("a text 10,000 characters",
                "a request 1,000 texts (50,000 characters in all with explanations), a body 1 MiB");
        assertThat(List.of(Limits.TEXT_CHARACTERS, Limits.TEXTS, Limits.EXPLAINED_CHARACTERS, Limits.BODY_BYTES))
                .containsExactly(10_000, 1_000, 50_000, 1 << 20);
    }

    private static int number(String pointer) {
        return DESCRIPTION.at(pointer).getAsInt();
    }

    @Test
    void isOfTheProjectsVersion() {
        assertThat(DESCRIPTION.at("/info/version").getAsString()).isEqualTo(OpenInference.VERSION);
    }

    /** Its own examples keep to its schemas, and every schema is one. */
    @Test
    void givesExamplesThatKeepToIt() {
        int found = examples("", DESCRIPTION.file());

        assertThat(found).isGreaterThan(15);
    }

    private static int examples(String pointer, JsonElement value) {
        if (value.isJsonArray() || !value.isJsonObject()) {
            return 0;
        }
        JsonObject object = value.getAsJsonObject();
        int found = 0;
        for (String name : object.keySet()) {
            String below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (name.equals("content")) {
                found += contentExamples(below, object.getAsJsonObject(name));
            } else {
                found += examples(below, object.get(name));
            }
        }
        return found;
    }

    private static int contentExamples(String pointer, JsonObject content) {
        int found = 0;
        for (String mediaType : content.keySet()) {
            JsonObject media = content.getAsJsonObject(mediaType);
            for (JsonElement example : exampleValues(media)) {
                String schema = pointer + "/" + mediaType.replace("/", "~1") + "/schema";
                assertThat(DESCRIPTION.problems(schema, example.toString(), "application/json")).as(pointer).isEmpty();
                found++;
            }
        }
        return found;
    }

    private static Collection<JsonElement> exampleValues(JsonObject media) {
        if (media.has("example")) {
            return List.of(media.get("example"));
        }
        return media.has("examples")
                ? media.getAsJsonObject("examples").asMap().values().stream()
                        .map(example -> example.getAsJsonObject().get("value")).toList()
                : List.of();
    }

    /** After a change of the file: {@code mvn test -pl function -Dtest=DescriptionTest -DargLine=-Dhamlet.docs=write}. */
    @Test
    void isDrawnAsItIs() throws IOException {
        String drawn = DocsHtml.of(DESCRIPTION.file());
        if ("write".equals(System.getProperty("hamlet.docs"))) {
            Files.writeString(DOCS, drawn);
        }

        assertThat(Files.readString(DOCS)).isEqualTo(drawn);
    }

    /**
     * A sample event as a client sent it.
     *
     * @param event the event
     */
    private record Sent(JsonObject event) {

        static Sent of(String name) throws IOException {
            return new Sent(Invocation.strict(Files.readString(Path.of("..", "events", name))).getAsJsonObject());
        }

        Invocation answer() throws IOException {
            return Invocation.of(HANDLER, event.toString());
        }

        String method() {
            return event.has("httpMethod")
                    ? event.get("httpMethod").getAsString()
                    : event.getAsJsonObject("requestContext").getAsJsonObject("http").get("method").getAsString();
        }

        String path() {
            return event.get(event.has("rawPath") ? "rawPath" : "path").getAsString();
        }

        String header(String name, String otherwise) {
            return event.getAsJsonObject("headers").asMap().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getAsString()).findFirst().orElse(otherwise);
        }

        String body() {
            if (!event.has("body") || event.get("body").isJsonNull()) {
                return "";
            }
            String body = event.get("body").getAsString();
            return event.get("isBase64Encoded").getAsBoolean() ? decoded(body) : body;
        }

        private static String decoded(String body) {
            try {
                return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }

        @Nullable
        String operation() {
            Route route = Route.of(path());
            return route == null ? null : DESCRIPTION.operation(route.path(), method().replace("HEAD", "GET"));
        }

        /** What stands for the paths and methods that there are not. */
        String refusal() {
            return "/components/responses/" + (Route.isV2(path()) ? "V2Error" : "Problem");
        }
    }
}
