package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Models;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ServeTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Model MODEL = PredictHandler.shippedModel();

    private static final Serve SERVE = start();

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVE.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, /, 200, text/html; charset=utf-8", "GET, /?q=1, 200, text/html; charset=utf-8",
        "GET, /health, 200, application/json", "GET, /model, 200, application/json",
        "GET, /openapi.json, 200, application/json", "GET, /docs, 200, text/html; charset=utf-8",
        "GET, /edge.js, 200, text/javascript; charset=utf-8",
        "GET, /service-worker.js, 200, text/javascript; charset=utf-8",
        "GET, /manifest.webmanifest, 200, application/manifest+json", "GET, /icon.svg, 200, image/svg+xml",
        "POST, /model.hamlet, 405, application/problem+json",
        "GET, /v2, 200, application/json", "POST, /v2/models/hamlet/infer, 400, application/json",
        "GET, /v2/models/none, 404, application/json", "POST, /invocations, 415, application/problem+json",
        "GET, /none, 404, application/problem+json", "GET, /%2e%2e/health, 404, application/problem+json",
        "DELETE, /, 405, application/problem+json", "GET, /predict, 405, application/problem+json",
        "POST, /health, 405, application/problem+json", "POST, /predict, 415, application/problem+json"})
    void answersEveryRouteAndError(String method, String path, int status, String contentType)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue(contentType);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void predicts() throws IOException, InterruptedException {
        HttpResponse<String> response = send(predict("{\"text\":\"Free prize! Call now £1,000 🎁\"}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertPredicts(response, "Free prize! Call now £1,000 🎁");
    }

    @Test
    void takesTheFormInUtf8() throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/").header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("message=caf%C3%A9+%F0%9F%8E%81")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("café 🎁");
    }

    @Test
    void saysWhatAMethodMayBe() throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/predict").DELETE());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("POST, OPTIONS");
    }

    @Test
    void answersOptionsWithoutBody() throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/predict").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("allow")).hasValue("POST, OPTIONS");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/health, 200", "/model, 200", "/predict, 405", "/none, 404"})
    void answersHeadWithoutBody(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path).HEAD());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1048577", "3000000", "20000000"})
    void refusesLargeBody(int bytes) throws IOException, InterruptedException {
        HttpResponse<String> response = send(predict("{\"text\":\"" + "x".repeat(bytes - 11) + "\"}"));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(json(response).get("type").getAsString()).isEqualTo("urn:hamlet:problem:body-too-large");
        assertThat(send(request("/health").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesBodyOfTheLargestSize() throws IOException, InterruptedException {
        String body = "{\"texts\":[" + "\"a\",".repeat(999) + "\"a\"]}";
        HttpResponse<String> response = send(predict(body + " ".repeat((1 << 20) - body.length())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getAsJsonArray("predictions")).hasSize(1_000);
    }

    @Test
    void answersManyRequestsAtOnceEachWithItsOwn() {
        List<String> texts = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String text = "Free prize ".repeat(i % 7) + "see you at home ".repeat(i % 11) + i;
            texts.add(text);
            responses.add(CLIENT.sendAsync(predict("{\"text\":\"" + text + "\"}").build(), BodyHandlers.ofString()));
        }
        for (int i = 0; i < texts.size(); i++) {
            assertPredicts(responses.get(i).join(), texts.get(i));
        }
    }

    @Test
    void takesNoMoreRequestsOnceClosed() throws IOException, InterruptedException {
        Serve closed = start();
        URI address = URI.create("http://" + LOOPBACK + ":" + closed.port() + "/health");
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }

        closed.close();

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()));
    }

    @Test
    void letsRequestUnderWayFinishWhenItIsClosed() throws IOException, InterruptedException, ExecutionException {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        Serve slow = Serve.start(LOOPBACK, 0, (in, out, context) -> {
            started.countDown();
            await(finish);
            out.write("{\"statusCode\":200,\"headers\":{},\"body\":\"late\"}".getBytes(StandardCharsets.UTF_8));
        });
        URI address = URI.create("http://" + LOOPBACK + ":" + slow.port() + "/");
        CompletableFuture<HttpResponse<String>> response = CLIENT.sendAsync(HttpRequest.newBuilder(address).build(),
                BodyHandlers.ofString());
        await(started);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(slow::close);
        finish.countDown();

        assertThat(response.get().body()).isEqualTo("late");
        closing.get();
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Serve.start(LOOPBACK, port, new PredictHandler()))
                    .withMessage("cannot listen on 127.0.0.1:" + port
                            + ": Address already in use (choose another with --port)");
        }
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Serve.start("not a host", 0, new PredictHandler()))
                .withMessage("expected the name or address of this machine after --host, found \"not a host\"");
    }

    @Test
    void saysThatTheHostIsAnotherMachine() {
        // an address that the documentation of networks keeps for itself (RFC 5737)
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Serve.start("192.0.2.1", 0, new PredictHandler()))
                .withMessageStartingWith("cannot listen on 192.0.2.1:0: ");
    }

    @Test
    void handsOutTheModelByteForByte() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = CLIENT.send(request("/model.hamlet").build(), BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(ModelReader.read(response.body(), "served").sha256()).isEqualTo(MODEL.sha256());
    }

    @Test
    void servesAnotherModelWithItsFile() throws IOException, InterruptedException {
        byte[] file = Models.threeLabelsFile();
        Model model = ModelReader.read(file, "three");
        try (Serve serve = Serve.start(LOOPBACK, 0, new PredictHandler(model, file))) {
            URI uri = URI.create("http://" + LOOPBACK + ":" + serve.port() + "/");

            HttpResponse<byte[]> bytes = CLIENT.send(HttpRequest.newBuilder(uri.resolve("model.hamlet")).build(),
                    BodyHandlers.ofByteArray());
            HttpResponse<String> page = send(HttpRequest.newBuilder(uri));

            assertThat(bytes.body()).isEqualTo(file);
            assertThat(page.body()).contains("data-sha256=\"" + model.sha256() + "\"", "<fieldset id=\"where\"");
        }
    }

    private static Serve start() {
        try {
            return Serve.start(LOOPBACK, 0, new PredictHandler());
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + SERVE.port() + path));
    }

    private static HttpRequest.Builder predict(String body) {
        return request("/predict").header("content-type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static void assertPredicts(HttpResponse<String> response, String text) {
        Prediction expected = MODEL.predict(text);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("label").getAsString()).isEqualTo(expected.label());
        assertThat(json(response).get("score").getAsDouble()).isEqualTo(expected.score());
        assertThat(json(response).get("model").getAsString()).isEqualTo(MODEL.version());
    }
}
