package dev.hamlet.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Answers as MLflow does to what Hamlet asks; .ci/check_mlflow.py asks the real one. Goes silent after some requests if told so. */
final class MlflowFake implements AutoCloseable {

    private static final String EXISTS = "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\", \"message\": \"it is there\"}";

    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private int answers = Integer.MAX_VALUE;
    private boolean hasRun;
    private boolean hasModel;
    private boolean hasVersion;
    private String artifacts = "mlflow-artifacts:/7/there/artifacts";

    MlflowFake() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void dieAfter(int requestsMore) {
        answers = requests.size() + requestsMore;
    }

    synchronized void recover() {
        answers = Integer.MAX_VALUE;
    }

    synchronized void keepArtifactsAt(String uri) {
        artifacts = uri;
    }

    synchronized void haveModel() {
        hasModel = true;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (requests.size() >= answers) {
                return;
            }
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath()
                    .replace("/api/2.0/", "");
            requests.add(request);
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
            String answer = answerTo(request);
            byte[] body = (answer.isEmpty() ? EXISTS : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answerTo(String request) {
        String run = "{\"info\": {\"run_id\": \"there\", \"artifact_uri\": \"%s\"}}".formatted(artifacts);
        return switch (request) {
            case "GET mlflow/experiments/get-by-name" ->
                "{\"experiment\": {\"experiment_id\": \"7\", \"name\": \"x\"}}";
            case "POST mlflow/runs/search" -> hasRun ? "{\"runs\": [%s]}".formatted(run) : "{}";
            case "POST mlflow/runs/create" -> {
                hasRun = true;
                yield "{\"run\": %s}".formatted(run);
            }
            case "GET mlflow/model-versions/search" ->
                hasVersion ? "{\"model_versions\": [{\"version\": \"3\"}]}" : "{}";
            case "POST mlflow/model-versions/create" -> {
                hasVersion = true;
                yield "{}";
            }
            case "POST mlflow/registered-models/create" -> hasModel ? "" : "{}";
            default -> "{}";
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
