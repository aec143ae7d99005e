package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.amazonaws.services.lambda.crac.ContextImpl;
import com.google.gson.JsonObject;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimingTest {

    /** As Lambda's java command line has it; read once, by org.crac's first use in this JVM. */
    @BeforeAll
    static void passesHooksToLambdasRuntimeClient() {
        System.setProperty("org.crac.Core.Compat", "com.amazonaws.services.lambda.crac");
    }

    @Test
    void asksForEveryRouteAndAnswerInBothPayloadVersions() throws IOException {
        var handler = new PredictHandler(PredictHandler.shippedModel(), stream(new ByteArrayOutputStream()));
        var found = new TreeSet<String>();
        var routes = EnumSet.noneOf(Route.class);

        for (byte[] bytes : PrimingEvents.all()) {
            String event = new String(bytes, StandardCharsets.UTF_8);
            Invocation answer = Invocation.of(handler, event);
            String request = request(Invocation.strict(event).getAsJsonObject());
            String path = request.substring(request.lastIndexOf(' ') + 1);
            Optional.ofNullable(Route.of(path)).ifPresent(routes::add);
            found.add(request(Invocation.strict(event).getAsJsonObject()) + " " + answer.status()
                    + (answer.body().contains("\"explanation\"") ? " explained" : "")
                    + (answer.body().contains("\"predictions\"") ? " several" : ""));
        }

        for (String version : List.of("1.0 ", "2.0 ")) {
            assertThat(found).contains(Stream.of("GET / 200", "GET /health 200", "GET /missing 404", "GET /model 200",
                    "GET /predict 405", "HEAD / 200", "OPTIONS /predict 204", "POST / 200", "POST / 400",
                    "POST /predict 200", "POST /predict 200 explained", "POST /predict 200 several",
                    "POST /predict 400", "POST /predict 415", "POST /invocations 200",
                    "POST /invocations 200 explained several", "POST /v2/models/hamlet/infer 200 explained",
                    "GET /v2 200", "GET /v2/models/hamlet 200", "GET /openapi.json 200 explained several",
                    "GET /docs 200")
                    .map(version::concat).toArray(String[]::new));
        }
        assertThat(routes).isEqualTo(EnumSet.allOf(Route.class));
        assertThat(found).noneMatch(answer -> answer.matches(".* 5\\d\\d.*"));
    }

    /** Lambda's context calls what was registered with org.crac, if that is still there: it refers to it weakly. */
    @Test
    void isCalledByLambdasContextAfterGarbageWasCollected() throws ReflectiveOperationException, ModelFormatException {
        var lines = new ByteArrayOutputStream();
        var log = new ByteArrayOutputStream();
        Priming.register(new PredictHandler(Models.binary(), stream(lines)), stream(log));
        WeakReference<Resource> unheld = registerUnheld();

        for (int i = 0; i < 100 && unheld.get() != null; i++) {
            System.gc();
        }
        beforeCheckpoint();

        assertThat(unheld.get()).as("what nobody else holds is lost").isNull();
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"requestId\":\"priming\"",
                "\"route\":\"/model\"");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void leavesNothingInTheLog() throws ModelFormatException {
        var log = new ByteArrayOutputStream();
        var priming = new Priming(new PredictHandler(Models.binary(), stream(new ByteArrayOutputStream())),
                stream(log));

        priming.beforeCheckpoint(Core.getGlobalContext());
        priming.afterRestore(Core.getGlobalContext());

        assertThat(log.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(classes = {ArithmeticException.class, IllegalStateException.class})
    void startsUnprimedWhenItFailsAndSaysWhereWithoutTheMessage(Class<? extends RuntimeException> kind)
            throws ModelFormatException {
        var log = new ByteArrayOutputStream();
        var faulty = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void writeBytes(byte[] bytes) {
                throw kind == ArithmeticException.class
                        ? new ArithmeticException("a quagga")
                        : new IllegalStateException("a quagga");
            }
        };
        var priming = new Priming(new PredictHandler(Models.binary(), faulty), stream(log));

        assertThatCode(() -> priming.beforeCheckpoint(Core.getGlobalContext())).doesNotThrowAnyException();

        String line = log.toString(StandardCharsets.UTF_8);
        assertThat(line).hasLineCount(1).doesNotContain("quagga");
        JsonObject said = Invocation.strict(line).getAsJsonObject();
        assertThat(said.keySet()).containsExactly("level", "message", "fault", "at");
        assertThat(said.get("level").getAsString()).isEqualTo("WARN");
        assertThat(said.get("message").getAsString()).isEqualTo("not primed");
        assertThat(said.get("fault").getAsString()).isEqualTo(kind.getName());
        assertThat(said.get("at").getAsString()).contains("PrimingTest").contains(".writeBytes(");
    }

    private static String request(JsonObject event) {
        boolean second = event.has("version");
        String method = second
                ? event.getAsJsonObject("requestContext").getAsJsonObject("http").get("method").getAsString()
                : event.get("httpMethod").getAsString();
        return (second ? "2.0 " : "1.0 ") + method + " " + event.get(second ? "rawPath" : "path").getAsString();
    }

    private static WeakReference<Resource> registerUnheld() {
        Resource resource = new Resource() {
            @Override
            public void beforeCheckpoint(Context<? extends Resource> context) {
                throw new AssertionError("called though nobody holds it");
            }

            @Override
            public void afterRestore(Context<? extends Resource> context) {}
        };
        Core.getGlobalContext().register(resource);
        return new WeakReference<>(resource);
    }

    /** The hooks alone; the rest of Lambda's checkpoint is native code, which {@code SnapStartIT} runs. */
    private static void beforeCheckpoint() throws ReflectiveOperationException {
        Method hooks = ContextImpl.class.getDeclaredMethod("executeBeforeCheckpointHooks");
        hooks.setAccessible(true);
        hooks.invoke(com.amazonaws.services.lambda.crac.Core.getGlobalContext());
    }

    private static PrintStream stream(ByteArrayOutputStream out) {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }
}
