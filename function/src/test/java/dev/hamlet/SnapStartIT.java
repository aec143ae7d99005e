package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The slimmed jar under AWS's own runtime client, with and without SnapStart; only the Runtime API is played here. */
@EnabledOnOs(OS.LINUX)
class SnapStartIT {

    private static final String RUNTIME = "/2018-06-01/runtime/";

    /** What would be alike in every copy of the snapshot and may not be: chance, ids and connections. */
    private static final List<String> NEVER_FROZEN = List.of("java.util.Random", "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom", "java.util.UUID", "smile.math.Random", "smile.math.MathEx",
            "java.net.http.HttpClient");

    @TempDir
    private Path task;
    private HttpServer api;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile String answer = "";
    private volatile List<String> loadedBeforeRestore = List.of();

    @BeforeEach
    void playRuntimeApi() throws IOException {
        Files.createDirectory(task.resolve("lib"));
        Files.copy(Path.of("target", "function.jar"), task.resolve("lib").resolve("function.jar"));
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", this::play);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.start();
    }

    @AfterEach
    void stopRuntimeApi() {
        api.stop(0);
    }

    @Test
    void isPrimedBeforeTheSnapshotAndLogsNothingOfIt() throws IOException, InterruptedException {
        String log = run("snap-start");

        assertThat(calls).startsWith("restore/next", "invocation/next", "invocation/request-1/response");
        assertAnswer();
        // the one request's line, none of priming's
        assertThat(log.lines().filter(line -> line.startsWith("{"))).hasSize(1)
                .allMatch(line -> line.contains("\"requestId\":\"request-1\""));
        assertThat(loadedBeforeRestore).contains("org.crac.Core", "dev.hamlet.handler.Priming",
                "dev.hamlet.handler.PredictionJson", "dev.hamlet.handler.WeighedWords", "dev.hamlet.handler.RequestLog",
                "dev.hamlet.handler.Page$Resources", "dev.hamlet.model.Explanation");
        assertThat(loadedBeforeRestore).doesNotContainAnyElementsOf(NEVER_FROZEN);
    }

    @Test
    void costsAnOrdinaryStartNoClass() throws IOException, InterruptedException {
        run("on-demand");

        assertThat(calls).startsWith("invocation/next", "invocation/request-1/response");
        assertAnswer();
        assertThat(Files.readString(task.resolve("loaded"))).contains("dev.hamlet.handler.PredictHandler")
                .doesNotContain("org.crac", "handler.Priming");
    }

    private void assertAnswer() {
        JsonObject response = JsonParser.parseString(answer).getAsJsonObject();
        assertThat(response.get("statusCode").getAsInt()).isEqualTo(200);
        assertThat(
                JsonParser.parseString(response.get("body").getAsString()).getAsJsonObject().get("label").getAsString())
                .isEqualTo("spam");
    }

    /** Starts the client as Lambda does, and gives what it logged until it answered. */
    private String run(String initializationType) throws IOException, InterruptedException {
        Path log = task.resolve("log");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + task.resolve("loaded"), "-XX:+UseSerialGC",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library(), "-cp",
                client(), AWSLambda.class.getName(),
                "dev.hamlet.handler.PredictHandler::handleRequest").directory(task.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
        builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType);
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
        Process process = builder.start();
        try {
            assertThat(answered.await(60, TimeUnit.SECONDS)).as(() -> calls + log(log)).isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return log(log);
    }

    /** The client's own jars: in Lambda, neither Hamlet nor org.crac is among them. */
    private static String client() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(jar -> Stream.of("aws-lambda-java-", "utils-lite")
                        .anyMatch(Path.of(jar).getFileName().toString()::startsWith))
                .collect(Collectors.joining(":"));
    }

    /** The client's library, unpacked for this test: by itself, every client on a machine unpacks it to the same file. */
    private Path library() throws IOException {
        String name = "libaws-lambda-jni.linux-"
                + (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64")
                + ".so";
        try (InputStream in = Objects.requireNonNull(AWSLambda.class.getResourceAsStream("/jni/" + name))) {
            Files.copy(in, task.resolve(name));
        }
        return task.resolve(name);
    }

    private static String log(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void play(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(RUNTIME.length());
        calls.add(call);
        if (call.equals("restore/next")) {
            loadedBeforeRestore = loaded();
            reply(exchange, 200, "");
        } else if (call.equals("invocation/next") && answered.getCount() > 0) {
            // the client's native part crashes where a header is missing
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request-1");
            exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", "4102444800000");
            exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", "arn");
            reply(exchange, 200, Files.readString(Path.of("..", "events", "predict-v2.json")));
        } else if (!call.equals("invocation/next")) {
            answer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answered.countDown();
            reply(exchange, 202, "");
        }
    }

    private List<String> loaded() throws IOException {
        try (Stream<String> lines = Files.lines(task.resolve("loaded"))) {
            return lines.map(line -> line.replaceFirst("^(\\[[^\\]]*\\])+ ", "").replaceFirst(" .*", "")).toList();
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
