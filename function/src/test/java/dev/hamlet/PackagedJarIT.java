package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Models;
import dev.hamlet.model.Prediction;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The slimmed jar, run as a user runs it: what it leaves out, nothing needs. */
class PackagedJarIT {

    private static final Path JAR = Path.of("target", "function.jar");

    @TempDir
    private Path folder;

    @Test
    void classifiesGoldenTextsAsTrainingDid() throws IOException, InterruptedException {
        List<Golden> texts = Golden.read().stream().filter(Golden::isLine).toList();

        Run run = run(texts.stream().map(Golden::text).toList(), "classify");

        List<JsonObject> answers = run.answers();
        assertThat(answers).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            Golden golden = texts.get(i);
            if (Model.isBlank(golden.text())) {
                assertThat(answers.get(i).keySet()).containsExactly("error");
            } else {
                assertThat(answers.get(i).get("label").getAsString()).as(golden.text()).isEqualTo(golden.label());
                assertThat(answers.get(i).get("score").getAsDouble()).as(golden.text()).isCloseTo(golden.score(),
                        within(1e-9));
            }
        }
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isEqualTo(texts.stream().anyMatch(text -> Model.isBlank(text.text())) ? 1 : 0);
    }

    /** The interpreter, the first and the second compiler may not round apart. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
    void scoresGoldenTextsAlikeHoweverItIsRun(String mode) throws IOException, InterruptedException {
        List<Golden> texts = Golden.read().stream().filter(text -> text.isLine() && !Model.isBlank(text.text()))
                .toList();

        List<JsonObject> answers = runIn(mode, texts.stream().map(Golden::text).toList(), "classify").answers();

        assertThat(answers).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(answers.get(i).get("score").getAsDouble()).isCloseTo(texts.get(i).score(), within(1e-6));
        }
    }

    @Test
    void loadsNoClassOfAForestForALinearModel() throws IOException, InterruptedException {
        String loaded = runIn("-Xlog:class+load:file=" + folder.resolve("loaded"), List.of("free prize"), "classify")
                .output();

        assertThat(loaded).contains("label");
        assertThat(Files.readString(folder.resolve("loaded"))).contains("dev.hamlet.model.LogLinear")
                .doesNotContain("dev.hamlet.model.Forest", "dev.hamlet.model.Presence", "smile.base.cart",
                        "smile.data");
    }

    static Stream<byte[]> otherModels() {
        return Stream.of(Models.threeLabelsFile(), Models.forestFile(), Models.forestOfThreeLabelsFile());
    }

    @ParameterizedTest
    @MethodSource("otherModels")
    void predictsAndExplainsByModelsOfAnyKind(byte[] bytes) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("three.hamlet"), bytes);
        Model model = ModelReader.read(bytes, "three");
        List<String> messages = List.of("thanks love", "sale ends!!", "free 0800", "nothing known", "文 🎁");

        Run plain = run(messages, "classify", "--model", file.toString());
        Run explained = run(messages, "classify", "--explain", "--model=" + file);

        assertThat(plain.status()).isZero();
        assertThat(explained.status()).isZero();
        assertThat(plain.answers()).hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            assertPrediction(plain.answers().get(i), model.predict(messages.get(i)));
            assertExplanation(explained.answers().get(i), model.explain(messages.get(i)));
        }
        // the logger that Smile asks for is there and keeps silent
        assertThat(plain.errors()).isEmpty();
        assertThat(explained.errors()).isEmpty();
    }

    @Test
    void answersOverHttpAndStopsWhenTold() throws IOException, InterruptedException {
        Process serve = process("serve", "--port=0").start();
        try (HttpClient client = HttpClient.newHttpClient(); BufferedReader errors = serve.errorReader()) {
            URI uri = URI.create(address(errors));

            HttpResponse<String> page = client.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> prediction = client.send(HttpRequest.newBuilder(uri.resolve("/predict"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a text\",\"explain\":true}")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).startsWithIgnoringCase("<!doctype html>");
            assertThat(prediction.statusCode()).isEqualTo(200);
            assertThat(JsonParser.parseString(prediction.body()).getAsJsonObject().keySet()).contains("label", "score",
                    "explanation");
        } finally {
            serve.destroy();
        }
        assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void loadsNoClassOfAnotherProtocolToPredict() throws IOException, InterruptedException {
        Path loaded = folder.resolve("loaded");
        ProcessBuilder builder = process("serve", "--port=0");
        builder.command().add(1, "-Xlog:class+load:file=" + loaded);
        Process serve = builder.start();
        try (HttpClient client = HttpClient.newHttpClient(); BufferedReader errors = serve.errorReader()) {
            URI uri = URI.create(address(errors));
            int predicted = post(client, uri.resolve("/predict"), "{\"text\":\"a text\"}");
            String before = Files.readString(loaded);
            int invoked = post(client, uri.resolve("/invocations"), "{\"inputs\":[\"a text\"]}");
            int refused = post(client, uri.resolve("/v2/models/hamlet/infer"), "{}");

            assertThat(List.of(predicted, invoked, refused)).containsExactly(200, 200, 400);
            assertThat(before).contains("dev.hamlet.handler.PredictRequest ");
            assertThat(OTHER_COMMANDS).noneMatch(name -> before.contains("dev.hamlet.local." + name));
            assertThat(PAGE).noneMatch(name -> before.contains("dev.hamlet.handler." + name + " "));
            assertThat(OTHER_PROTOCOLS).noneMatch(name -> before.contains("dev.hamlet.handler." + name))
                    .allMatch(name -> read(loaded).contains("dev.hamlet.handler." + name + " "));
        } finally {
            serve.destroy();
        }
        assertThat(serve.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static final List<String> OTHER_PROTOCOLS = List.of("OpenInference", "InferRequest", "Invocations",
            "FrameRequest", "JsonBody", "Members");
    private static final List<String> PAGE = List.of("EdgeFiles", "Page", "Template");

    /** Those of the other commands: the first answer waits for none of them. */
    private static final List<String> OTHER_COMMANDS = List.of("Classify", "Batch", "Row", "Task", "ModelOption",
            "RunRecord", "AnswerFile", "Progress", "Tally");

    private static int post(HttpClient client, URI uri, String json) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar's entries are stored, and packed by the zip, which is what is deployed. */
    @ParameterizedTest
    @CsvSource({"target/function.jar, 1400", "target/function.zip, 700"})
    void isSmallAndHoldsNothingNative(Path archive, int mostKilobytes) throws IOException {
        assertThat(Files.size(archive)).isLessThan(mostKilobytes * 1024L);
        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName())).isNotEmpty()
                    .noneMatch(name -> name.matches("(?i).*\\.(so|dll|dylib|jnilib)(\\.\\d+)*"))
                    .noneMatch(name -> name.matches(".*(duckdb|bytedeco|openblas|arpack).*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frob", "classify --frob", "classify --model", "serve --port=none", "batch --in x"})
    void exitsWith2WhenUsedWrongly(String arguments) throws IOException, InterruptedException {
        Run run = run(List.of(), arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).startsWith("hamlet: expected ").endsWith("(see --help)\n").hasLineCount(1);
        assertThat(run.output()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "serve"})
    void exitsWith1WhenThereIsNoModelFile(String command) throws IOException, InterruptedException {
        Run run = run(List.of("a text"), command, "--model", "missing.hamlet");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).isEqualTo("hamlet: expected a model file at missing.hamlet, found none\n");
    }

    /** As a deployment's parameter takes it. */
    @Test
    void printsTheVersionOfTheShippedModel() throws IOException, InterruptedException {
        Run run = run(List.of(), "version");

        byte[] shipped = Files.readAllBytes(Path.of("src/main/resources/model.hamlet"));
        assertThat(run).isEqualTo(new Run(0, ModelReader.read(shipped, "shipped").version() + "\n", ""));
        assertThat(run.output()).matches("[0-9a-f]{12}\n");
    }

    @Test
    void printsTheVersionOfAFile() throws IOException, InterruptedException {
        byte[] bytes = Models.forestFile();
        Path file = Files.write(folder.resolve("other.hamlet"), bytes);

        assertThat(run(List.of(), "version", "--model", file.toString()))
                .isEqualTo(new Run(0, ModelReader.read(bytes, "other").version() + "\n", ""));
        assertThat(run(List.of(), "version", "--model=missing.hamlet")).isEqualTo(
                new Run(1, "", "hamlet: expected a model file at missing.hamlet, found none\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "serve --help", "classify --model -h"})
    void showsItsHelp(String arguments) throws IOException, InterruptedException {
        Run run = run(List.of(), arguments.split(" "));

        assertThat(run.status()).isZero();
        assertThat(run.output()).startsWith("Usage: ").contains("serve", "--port", "--host", "classify", "--model",
                "--explain", "batch", "--in", "--out", "--tolerate", "--restart", "version");
        assertThat(run.errors()).isEmpty();
    }

    /** A disk that is always full; only where the system has one. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatItsOutputWasLost() throws IOException, InterruptedException {
        Process process = process("classify").redirectOutput(new File("/dev/full")).start();
        try (var in = process.getOutputStream()) {
            in.write("free prize\n".getBytes(StandardCharsets.UTF_8));
        }

        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors).startsWith("hamlet: expected to write every answer to stdout, found: ").hasLineCount(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatItsVersionWasLost() throws IOException, InterruptedException {
        Process process = process("version").redirectOutput(new File("/dev/full")).start();

        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors).startsWith("hamlet: expected to write the version to stdout, ").hasLineCount(1);
    }

    private static void assertPrediction(JsonObject answer, Prediction expected) {
        assertThat(answer.get("label").getAsString()).isEqualTo(expected.label());
        assertThat(answer.get("score").getAsDouble()).isCloseTo(expected.score(), within(1e-9));
    }

    private static void assertExplanation(JsonObject answer, Explanation expected) {
        assertPrediction(answer, expected.prediction());
        JsonObject explanation = answer.getAsJsonObject("explanation");
        assertThat(explanation.get("logit").getAsDouble()).isCloseTo(expected.logit(), within(1e-9));
        assertThat(explanation.getAsJsonArray("tokens")).hasSameSizeAs(expected.tokens());
    }

    private static String address(BufferedReader errors) throws IOException {
        String line = String.valueOf(errors.readLine());
        Matcher address = Pattern.compile("http://localhost:\\d+").matcher(line);
        assertThat(address.find()).as(line).isTrue();
        return address.group() + "/";
    }

    private Run run(List<String> lines, String... arguments) throws IOException, InterruptedException {
        return finished(process(arguments), lines);
    }

    private Run runIn(String mode, List<String> lines, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder process = process(arguments);
        process.command().add(1, mode);
        return finished(process, lines);
    }

    private Run finished(ProcessBuilder builder, List<String> lines) throws IOException, InterruptedException {
        Path input = Files.write(folder.resolve("in"), lines);
        Path output = folder.resolve("out");
        Path errors = folder.resolve("err");
        Process process = builder.redirectInput(input.toFile()).redirectOutput(output.toFile())
                .redirectError(errors.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private static ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    private record Run(int status, String output, String errors) {

        List<JsonObject> answers() {
            return output.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        }
    }
}
