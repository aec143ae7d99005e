package dev.hamlet.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Plays Lambda for a runtime: speaks the Runtime API, has one event after the other answered, then asks the process to end. */
final class PlayedLambda {

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final int PATIENCE_SECONDS = 60;
    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_LAMBDA_FUNCTION_NAME", "rehearsal",
            "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
            "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/rehearsal", "AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal");

    private final Queue<Path> events;
    private final CountDownLatch unanswered;
    private final CountDownLatch ended = new CountDownLatch(1);

    PlayedLambda(List<Path> events) {
        this.events = new ArrayDeque<>(events);
        this.unanswered = new CountDownLatch(events.size());
    }

    /** Whether the runtime that the command starts has answered every event, and was still there to end. */
    boolean answers(List<String> command) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        try {
            return answers(command, "127.0.0.1:" + server.getAddress().getPort());
        } finally {
            ended.countDown();
            server.stop(0);
        }
    }

    private boolean answers(List<String> command, String address) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", address);
        Process runtime = builder.start();
        boolean answered = false;
        for (int i = 0; i < PATIENCE_SECONDS && runtime.isAlive() && !answered; i++) {
            answered = unanswered.await(1, TimeUnit.SECONDS);
        }
        boolean alive = runtime.isAlive();
        // as a user would end it: the JVM still writes what it has to
        runtime.destroy();
        runtime.waitFor();
        return answered && alive;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            exchange.sendResponseHeaders(202, -1);
            if (path.startsWith(INVOCATION) && path.endsWith("/response")) {
                unanswered.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the last event, a request for the next one waits for the end. */
    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Path event = events.poll();
        if (event == null) {
            ended.await();
            return;
        }
        byte[] bytes = Files.readAllBytes(event);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", event.getFileName().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 20_000));
        headers.set("Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-central-1:123456789012:function:rehearsal");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
