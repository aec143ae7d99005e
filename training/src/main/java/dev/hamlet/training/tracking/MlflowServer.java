package dev.hamlet.training.tracking;

import dev.hamlet.training.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of an MLflow server. MLflow's own Java client ended with version 2.17, and can neither register a model nor move an
 * alias.
 *
 * <p>Every call ends within seconds. Only one that has not reached the server is tried again, twice: whether another has been done
 * cannot be known.
 */
public final class MlflowServer {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int OK = 200;

    private final URI address;
    private final Optional<String> authorization;
    // HTTP/2 would be asked for by an upgrade, which not every server takes
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL).build();

    /**
     * A server.
     *
     * @param address where it is, {@code http} or {@code https}
     * @param authorization the value of the {@code Authorization} header, if it asks for one
     * @throws IllegalArgumentException if the address is of another kind
     */
    public MlflowServer(URI address, Optional<String> authorization) {
        if (address.getHost() == null || !("http".equals(address.getScheme())
                || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("expected MLflow's address to begin with http:// or https://, found "
                    + address);
        }
        this.address = address;
        this.authorization = authorization;
    }

    /** Where it is. */
    URI address() {
        return address;
    }

    <T> T get(String path, Map<String, String> query, Class<T> type) throws IOException {
        String asked = query.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return read(send(request("/api/2.0/mlflow/" + path + "?" + asked).GET()), type);
    }

    <T> T post(String path, Object body, Class<T> type) throws IOException {
        return read(send(request("/api/2.0/mlflow/" + path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))), type);
    }

    /** Uploads a file through the server, wherever it keeps artifacts. */
    void put(Path path, Path file) throws IOException {
        String segments = StreamSupport.stream(path.spliterator(), false)
                .map(each -> encoded(each.toString()).replace("+", "%20")).collect(Collectors.joining("/"));
        send(request("/api/2.0/mlflow-artifacts/artifacts/" + segments).PUT(BodyPublishers.ofFile(file)));
    }

    private HttpRequest.Builder request(String path) {
        String base = address.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private byte[] send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        return bodyOf(request, answerTo(request));
    }

    private HttpResponse<byte[]> answerTo(HttpRequest request) throws IOException {
        try {
            for (int attempt = 1;; attempt++) {
                try {
                    return client.send(request, BodyHandlers.ofByteArray());
                } catch (ConnectException | HttpConnectTimeoutException e) {
                    if (attempt == ATTEMPTS) {
                        throw new IOException("%s: expected an MLflow server, found none".formatted(address), e);
                    }
                } catch (IOException e) {
                    throw new IOException("%s: expected an answer to %s, found %s".formatted(address,
                            request.uri().getPath(), e.getMessage()), e);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("%s: interrupted".formatted(address), e);
        }
    }

    private byte[] bodyOf(HttpRequest request, HttpResponse<byte[]> response) throws MlflowException {
        if (response.statusCode() == OK) {
            return response.body();
        }
        Problem problem = problem(response.body());
        throw new MlflowException(request.uri(), response.statusCode(),
                Objects.requireNonNullElse(problem.errorCode(), "without a code"),
                Objects.requireNonNullElse(problem.message(), "no reason"));
    }

    /** What MLflow says of it; a proxy's page says nothing that can be read, nor does no body. */
    private Problem problem(byte[] body) {
        try {
            return Json.answer(Problem.class, body, address.toString());
        } catch (IOException _) {
            return new Problem(null, null);
        }
    }

    private <T> T read(byte[] body, Class<T> type) throws IOException {
        return Json.answer(type, body, address.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Problem(@Nullable String errorCode, @Nullable String message) {}
}
