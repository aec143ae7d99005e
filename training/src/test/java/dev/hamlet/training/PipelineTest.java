package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.dataset.TsvWriter;
import dev.hamlet.training.evaluation.PredictionTable;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.trainer.Trained;
import dev.hamlet.training.validation.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what is published to what is shipped, over files that a server on this machine publishes. */
class PipelineTest {

    private static final String PARAMETERS = """
            data_sets:
              - name: Soliloquies
                file: soliloquies-of-a-test.tsv
                url: http://127.0.0.1:PORT/soliloquies.tsv
                sha256: HASH
                licence: CC0-1.0
                columns: [label, text]
            external_data_config: {external_data_dir: 'FOLDER/data/external', download_timeout_seconds: 60}
            raw_data_config: {raw_data_tsv: 'FOLDER/data/raw/messages.tsv'}
            processed_data_config:
              train_data_tsv: 'FOLDER/data/train/messages.tsv'
              test_data_tsv: 'FOLDER/data/test/messages.tsv'
            label_encoding: {ham: 0, spam: 1}
            train_test_split_ratio: 0.25
            random_state: 111
            features: {word_ngrams_max: 1, char_ngrams_min: 2, char_ngrams_max: 3, min_messages: 2}
            trainer: maxent
            hyper_parameters: {maxent: {lambda: 1, tolerance: 0.0001, max_iterations: 50}}
            threshold: {folds: 3, repeats: 2, max_blocked: 0.05}
            model_name: soliloquies
            model_path: 'FOLDER/models/model.hamlet'
            report_path: 'FOLDER/reports/metrics.json'
            publish: {target_dir: 'FOLDER/shipped'}
            registry_path: 'FOLDER/registry'
            gates: {at_least: {mcc: 0.5}, at_most: {blocked: 0.5}, loss_tolerance: 0, max_bytes: 1000000, max_slowdown: 20}
            """;
    private static final List<String> MADE = List.of("data/raw/messages.tsv", "data/train/messages.tsv",
            "data/test/messages.tsv", "models/model.hamlet", "reports/metrics.json", "reports/metrics.html",
            "reports/metrics-curve.tsv",
            "reports/predictions.tsv", "shipped/model.hamlet", "shipped/golden.tsv",
            "shipped/profile.json", "reports/data.json", "reports/data.html", "reports/profile.json",
            "data/raw/lineage.json");

    @TempDir
    private Path folder = Path.of("");
    private Path published = Path.of("");
    private HttpServer server;

    @BeforeEach
    void publish() throws IOException {
        Path root = Files.createDirectory(folder.resolve("published"));
        published = root.resolve("soliloquies.tsv");
        TsvWriter.write(Messages.hamAndSpam(160, 1), published);
        server = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                root.toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shipsAModelWithTheFiguresOfItsEvaluation() throws IOException {
        Path run = folder.resolve("run");
        runAll(run, "1");

        assertThat(MADE).allSatisfy(file -> assertThat(run.resolve(file)).isNotEmptyFile());
        assertThat(Files.readAllLines(run.resolve("data/raw/messages.tsv"))).hasSize(160);
        var evaluation = Report.read(run.resolve("reports/metrics.json"));
        assertThat(evaluation.protocol()).isEqualTo("holdout");
        assertThat(evaluation.models()).singleElement().extracting(UsedModel::version)
                .isEqualTo(read(run.resolve("models/model.hamlet")).version());
        assertThat(evaluation.evaluation().examples()).isEqualTo(40);
        assertThat(Files.readAllLines(run.resolve("reports/metrics-curve.tsv")))
                .hasSize(evaluation.evaluation().curve().size() + 1)
                .startsWith("threshold\tblocked\tcaught\tprecision", "1.0\t0.0\t0.0\t1.0")
                .last().asString().contains("\t1.0\t1.0\t");
        assertThat(PredictionTable.read(run.resolve("reports/predictions.tsv")).rows())
                .extracting(PredictionTable.Row::sha256)
                .containsExactlyElementsOf(hashes(run.resolve("data/test/messages.tsv")));
        Model shipped = read(run.resolve("shipped/model.hamlet"));
        assertThat(shipped.metadata().provenance()).containsEntry("data.examples", "160")
                .containsEntry("data.name", "Soliloquies")
                .containsEntry("figure.examples", "40")
                .containsKeys("data.sha256", "parameters.sha256", "version.smile", "version.hamlet", "version.java");
        assertThat(PublishCommand.CARD).allSatisfy(name -> assertThat(shipped.metadata().provenance()).containsEntry(
                "figure." + name, String.format(Locale.ROOT, "%.4f", Objects.requireNonNull(
                        evaluation.evaluation().figures().get(name)).value())));
        assertThat(shipped.metadata().provenance().keySet()).filteredOn(name -> name.startsWith("figure."))
                .hasSize(PublishCommand.CARD.size() + 1);
        assertThat(shipped.metadata().name()).isEqualTo("soliloquies");
    }

    @Test
    void givesTheSameFilesInAnotherFolderOnOtherThreads() throws IOException {
        runAll(folder.resolve("once"), "1");
        runAll(folder.resolve("again elsewhere"), "2");

        assertThat(MADE).allSatisfy(file -> assertThat(folder.resolve("again elsewhere").resolve(file))
                .hasSameBinaryContentAs(folder.resolve("once").resolve(file)));
    }

    @Test
    void comparesDataWithThatOfTheShippedModel() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path raw = run.resolve("data/raw/messages.tsv");
        Profile learnedFrom = Report.readJson(Profile.class, "publish", run.resolve("shipped/profile.json"));

        assertThat(learnedFrom.sha256()).isEqualTo(read(run.resolve("shipped/model.hamlet")).metadata().provenance()
                .get("data.sha256"));
        assertThat(hamlet("check", config).err()).contains("INFO  CheckCommand: label_drift: 0 as ",
                "INFO  CheckCommand: word_drift: 0 bits as ", "data.json: 160 messages, 0 errors, ");
        Files.writeString(raw, Files.readString(raw).replaceAll("(?m)^.*theatre.*$", "spam\twhat a \u0085 mess"));
        Run drifted = hamlet("check", config, "--against", run.resolve("shipped").toString());
        assertThat(drifted.exitCode()).isZero();
        assertThat(drifted.err()).contains("WARN  CheckCommand: label_drift: ",
                "WARN  CheckCommand: control_characters: ");
    }

    @Test
    void stopsAtConflictingLabels() throws IOException {
        Path run = folder.resolve("run");
        Path config = parameters(run);
        assertThat(hamlet("fetch", config).exitCode()).isZero();
        Path raw = run.resolve("data/raw/messages.tsv");
        Files.writeString(raw, Files.readString(raw) + "ham\tto be\nspam\tto be\n");

        Run stopped = hamlet("check", config);
        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.err()).contains("ERROR CheckCommand: conflicts: 1 texts with several labels, "
                + "expected at most 0: messages.tsv:161 ham and messages.tsv:162 spam");
        assertThat(run.resolve("reports/data.json")).content().contains("\"against\" : \"none\"");
    }

    @Test
    void findsLeaksInThePartsThatSplitWrote() throws IOException {
        Path run = folder.resolve("run");
        Path config = parameters(run);
        assertThat(hamlet("fetch", config).exitCode()).isZero();
        assertThat(hamlet("split", config).exitCode()).isZero();
        assertThat(hamlet("check", config, "--parts").exitCode()).isZero();
        Path train = run.resolve("data/train/messages.tsv");
        Files.writeString(train, Files.readString(train) + Files.readString(run.resolve("data/test/messages.tsv")));

        Run stopped = hamlet("check", config, "--parts");
        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.err()).contains("ERROR CheckCommand: leaks: 40 messages of the test part that the training "
                + "part has, expected at most 0: messages.tsv:1, messages.tsv:2, ");
        assertThat(hamlet("check", config).exitCode()).isZero();
    }

    @Test
    void refusesAProfileThatIsNone() throws IOException {
        Path run = folder.resolve("run");
        Path config = parameters(run);
        assertThat(hamlet("fetch", config).exitCode()).isZero();
        Path none = Files.writeString(run.resolve("none.json"), "{\"messages\": 3}");

        assertFailed(hamlet("check", config, "--against", none.toString()),
                none + ": expected a report that check or publish wrote, found: ");
        assertFailed(hamlet("check", config, "--against", run.resolve("gone.json").toString()),
                missing(run, "gone.json"));
    }

    @Test
    void learnsFromFeedbackAndIsTestedOnTheSameMessages() throws IOException {
        Path run = folder.resolve("run");
        Path config = parameters(run);
        assertThat(hamlet("fetch", config).exitCode()).isZero();
        assertThat(hamlet("split", config).exitCode()).isZero();
        byte[] test = Files.readAllBytes(run.resolve("data/test/messages.tsv"));
        byte[] train = Files.readAllBytes(run.resolve("data/train/messages.tsv"));
        assertThat(hamlet("train", config).exitCode()).isZero();
        String version = read(run.resolve("models/model.hamlet")).version();

        Path more = Files.writeString(folder.resolve("calls.jsonl"), """
                {"label": "spam", "text": "your parcel waits for a fee"}
                {"label": "ham", "text": "your parcel waits for a fee"}
                """);
        Run fetched = hamlet("fetch", config, "--extra", more.toString());
        assertThat(fetched.exitCode()).as(fetched.err()).isZero();
        assertThat(fetched.err())
                .contains("calls.jsonl: 2 rows of feedback, SHA-256 " + Sha256.of(more));
        assertThat(run.resolve("data/raw/lineage.json")).content().contains("\"file\" : \"calls.jsonl\"",
                "\"rows\" : 160", "\"train\" : \"none\"").doesNotContain(folder.toString());
        assertThat(hamlet("check", config).err()).contains("data.json: 161 messages, 0 errors, ");
        Run split = hamlet("split", config);
        assertThat(split.err()).contains(
                "2 rows of feedback: 1 added, 0 relabelled, 0 known, 1 superseded, 0 held out, 0 of them under another label");
        assertThat(run.resolve("data/test/messages.tsv")).hasBinaryContent(test);
        assertThat(Files.readString(run.resolve("data/train/messages.tsv")))
                .endsWith("ham\tyour parcel waits for a fee\n");
        assertThat(hamlet("train", config).exitCode()).isZero();
        Model learned = read(run.resolve("models/model.hamlet"));
        assertThat(learned.metadata().provenance()).containsEntry("data.extra", "calls.jsonl")
                .containsEntry("data.extra.sha256", Sha256.of(more));

        assertThat(hamlet("fetch", config).exitCode()).isZero();
        assertThat(hamlet("split", config).exitCode()).isZero();
        assertThat(run.resolve("data/train/messages.tsv")).hasBinaryContent(train);
        assertThat(hamlet("train", config).exitCode()).isZero();
        assertThat(read(run.resolve("models/model.hamlet")).version()).isEqualTo(version)
                .isNotEqualTo(learned.version());
        assertThat(read(run.resolve("models/model.hamlet")).metadata().provenance()).doesNotContainKey("data.extra");
    }

    @Test
    void refusesFeedbackOfAnotherHashOrWithBadRows() throws IOException {
        Path config = parameters(folder.resolve("run"));
        Path more = Files.writeString(folder.resolve("march.csv"), "label,text\neggs,hello\n");
        String feedback = "feedback: [{name: March, file: '%s', sha256: %s}]%n".formatted(more, "a".repeat(64));

        assertFailed(hamlet("fetch", config, "--extra", more.toString()),
                "march.csv:2: expected one of [ham, spam], found \"eggs\"");
        Files.writeString(config, Files.readString(config) + feedback);
        assertFailed(hamlet("fetch", config), more + ": expected SHA-256 " + "a".repeat(64) + ", found ");
    }

    @Test
    void takesADataSetThatIsThereAlready() throws IOException {
        Path config = parameters(folder.resolve("run"));
        server.stop(0);
        Path there = folder.resolve("run/data/external/soliloquies-of-a-test.tsv");
        Files.createDirectories(there.getParent());
        Files.copy(published, there);

        Run run = hamlet("fetch", config);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("(present), SHA-256 as expected", "160 rows");
    }

    @Test
    void refusesADownloadOfAnotherHash() throws IOException {
        Path config = parameters(folder.resolve("run"));
        TsvWriter.write(Messages.hamAndSpam(160, 2), published);

        assertFailed(hamlet("fetch", config), "soliloquies-of-a-test.tsv: expected SHA-256 ");
        assertThat(folder.resolve("run/data/raw")).doesNotExist();
    }

    @Test
    void reportsWhatADeadServerAnswers() throws IOException {
        Path config = parameters(folder.resolve("run"));
        server.stop(0);

        Run run = hamlet("fetch", config);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("expected a complete download, found ").doesNotContain("\tat ");
    }

    @Test
    void reportsEveryBadRowOrSkipsThem() throws IOException {
        Files.writeString(published, Files.readString(published) + "eggs\thello\nham\n");
        Path config = parameters(folder.resolve("run"));

        assertFailed(hamlet("fetch", config), """
                soliloquies-of-a-test.tsv:161: expected one of [ham, spam], found "eggs"
                soliloquies-of-a-test.tsv:162: expected 2 columns [label, text], found 1
                """);
        assertThat(folder.resolve("run/data/raw")).doesNotExist();

        Run skipping = hamlet("fetch", config, "--skip-bad-rows");
        assertThat(skipping.exitCode()).isZero();
        assertThat(skipping.err()).contains("160 rows read, 2 skipped");
        assertThat(Files.readAllLines(folder.resolve("run/data/raw/messages.tsv"))).hasSize(160);
    }

    @Test
    void namesTheLineOfAnUnknownKey() throws IOException {
        Path config = parameters(folder.resolve("run"));
        Files.writeString(config, Files.readString(config).replace("random_state:", "randomstate:"));

        assertFailed(hamlet("split", config), "params.yaml:15:1: unknown key \"randomstate\", expected one of [");
    }

    @Test
    void namesTheFileOfAStageThatHasNotRun() throws IOException {
        Path run = folder.resolve("run");
        Path config = parameters(run);

        assertFailed(hamlet("split", config), missing(run, "data/raw/messages.tsv"));
        assertFailed(hamlet("train", config), missing(run, "data/train/messages.tsv"));
        assertFailed(hamlet("evaluate", config), missing(run, "models/model.hamlet"));
        assertFailed(hamlet("publish", config), missing(run, "reports/metrics.json"));
    }

    @Test
    void refusesToPublishWithTheEvaluationOfAnotherModel() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        String evaluated = read(run.resolve("models/model.hamlet")).version();
        byte[] shipped = Files.readAllBytes(run.resolve("shipped/model.hamlet"));
        Files.writeString(config, Files.readString(config).replace("random_state: 111", "random_state: 112"));
        assertThat(hamlet("train", config).exitCode()).isZero();
        String trained = read(run.resolve("models/model.hamlet")).version();

        assertFailed(hamlet("publish", config), "%s: expected an evaluation of %s, found one of %s; run evaluate first"
                .formatted(run.resolve("reports/metrics.json"), trained, evaluated));
        assertThat(run.resolve("shipped/model.hamlet")).hasBinaryContent(shipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "publish"})
    void refusesAModelOfOtherParameters(String stage) throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Files.writeString(config, Files.readString(config).replace("random_state: 111", "random_state: 112"));

        Run refused = hamlet(stage, config);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("models/model.hamlet: expected a model of parameters.sha256 ",
                "; run train first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "publish"})
    void refusesAModelOfAnotherTrainingPart(String stage) throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path train = run.resolve("data/train/messages.tsv");
        Files.writeString(train, Files.readString(train) + "ham\tone more line\n");

        Run refused = hamlet(stage, config);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("models/model.hamlet: expected a model of data.sha256 ",
                "; run train first");
    }

    @Test
    void registersWhatItShipped() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        String version = read(run.resolve("shipped/model.hamlet")).version();
        Path registered = run.resolve("registry/versions").resolve(version);

        assertThat(hamlet("register", config, "--by", "Horatio").out()).isEqualToIgnoringNewLines(version);
        assertThat(registered.resolve("model.hamlet")).hasSameBinaryContentAs(run.resolve("shipped/model.hamlet"));
        assertThat(registered.resolve("metrics.json")).hasSameBinaryContentAs(run.resolve("reports/metrics.json"));
        assertThat(registered.resolve("params.yaml")).hasSameBinaryContentAs(config);
        assertThat(Files.readString(registered.resolve("provenance.json"))).contains("\"Soliloquies\"",
                Sha256.of(published), "\"trainer\" : \"maxent\"", "\"CC0-1.0\"",
                read(run.resolve("models/model.hamlet")).version());
        assertThat(Files.readString(registered.resolve("behaviour.json"))).contains("\"model\" : \"" + version + "\"");
        Run versions = hamlet("versions", config, "--verify");
        assertThat(versions.exitCode()).as(versions.err()).isZero();
        assertThat(versions.out()).contains(version + "  ", "  unreviewed  ");

        Files.writeString(registered.resolve("params.yaml"), "# tampered\n");
        assertFailed(hamlet("versions", config, "--verify"),
                registered.resolve("params.yaml") + ": expected SHA-256 " + Sha256.of(config) + ", found ");
    }

    @Test
    void movesAliasesToWhatItRegisteredAndBack() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        String first = registered(config);
        Run refused = hamlet("promote", config, first, "champion");
        assertFailed(refused, first + " may not become champion: behaviour, ");
        assertThat(refused.out()).contains("failed   behaviour", "passed   floors     mcc ");
        String[] waiving = {"--waive", "behaviour", "--reason", "a small one", "--by", "Horatio"};
        assertDone(hamlet("promote", config, with(waiving, first, "champion")), "champion: none → " + first);
        assertFailed(hamlet("promote", config, with(waiving, first, "prod")), first + " may not become prod: review, ");
        assertDone(hamlet("review", config, first, "--approve", "--by", "Gertrude", "--reason", "more matter"),
                first + ": approved by Gertrude");
        assertDone(hamlet("promote", config, with(waiving, "champion", "prod", "--ship")), "prod: none → " + first);

        Files.writeString(config,
                Files.readString(config).replace("random_state: 111", "random_state: 111\ngood_words: 0.5"));
        for (String stage : List.of("train", "evaluate", "publish")) {
            assertThat(hamlet(stage, config).exitCode()).isZero();
        }
        String second = registered(config);
        Run compared = hamlet("compare", config, first, second, "--report", run.resolve("compared.json").toString());
        assertThat(compared.out()).as(compared.err()).contains(first + " → " + second, "mcc ", "40  ",
                " get another label");
        assertThat(run.resolve("compared.json")).isNotEmptyFile();
        assertDone(hamlet("promote", config, with(waiving, second, "champion")), "champion: " + first + " → " + second);
        assertDone(hamlet("review", config, second, "--approve", "--by", "Gertrude", "--reason", "more art"),
                "approved");
        assertDone(hamlet("promote", config, with(waiving, second, "prod", "--ship")),
                "prod: " + first + " → " + second);
        assertThat(read(run.resolve("shipped/model.hamlet")).version()).isEqualTo(second);
        assertDone(hamlet("rollback", config, "prod", "--reason", "a mistake"), "prod: " + second + " → " + first);
        assertThat(run.resolve("shipped/model.hamlet")).hasSameBinaryContentAs(
                run.resolve("registry/versions").resolve(first).resolve("model.hamlet"));
        assertDone(hamlet("versions", config, "--verify"), "every file is as it was registered");
        assertThat(hamlet("promote", config, first, "champion", "--ship").exitCode()).isEqualTo(2);
        assertThat(hamlet("promote", config, first, "emperor").err()).contains(
                "expected one of [challenger, champion, prod], found \"emperor\"");
    }

    @Test
    void makesAVersionAgainOrNamesWhatDiffers() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        String version = registered(config);
        Path shipped = run.resolve("shipped/model.hamlet");

        Run again = hamlet("reproduce", config, version, "--threads", "2", "--evaluate");
        assertThat(again.out()).as(again.err()).isEqualToIgnoringNewLines(Sha256.of(shipped));
        assertThat(hamlet("reproduce", config, shipped.toString()).out()).isEqualToIgnoringNewLines(Sha256.of(shipped));

        Path registered = run.resolve("registry/versions").resolve(version).resolve("params.yaml");
        String parameters = Files.readString(registered);
        Files.writeString(registered, parameters.replace("lambda: 1,", "lambda: 2,"));
        assertFailed(hamlet("reproduce", config, version),
                version + " is not reproduced: parameters.sha256: expected ");
        Files.writeString(registered, parameters);
        Path fetched = run.resolve("data/external/soliloquies-of-a-test.tsv");
        String expected = Sha256.of(fetched);
        Files.writeString(fetched, Files.readString(fetched).replaceFirst("a", "e"));
        assertFailed(hamlet("reproduce", config, version), version
                + " is not reproduced: soliloquies-of-a-test.tsv: expected SHA-256 %s, found %s (".formatted(expected,
                        Sha256.of(fetched)));
    }

    private static String registered(Path config) {
        Run run = hamlet("register", config, "--by", "Horatio");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().strip();
    }

    private static void assertDone(Run run, String told) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains(told);
    }

    private static String[] with(String[] options, String... arguments) {
        return Stream.concat(Stream.of(arguments), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void refusesToRegisterWhatDoesNotBelongTogether() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path predictions = run.resolve("reports/predictions.tsv");
        List<String> lines = Files.readAllLines(predictions);
        Files.write(predictions, lines.subList(0, lines.size() - 1));
        assertFailed(hamlet("register", config),
                predictions + ": expected the predictions of the evaluation beside it, ");

        Files.write(predictions, lines);
        Path train = run.resolve("data/train/messages.tsv");
        String messages = Files.readString(train);
        Files.writeString(train, messages + "ham\tone more line\n");
        assertFailed(hamlet("register", config),
                train + ": expected a model and an evaluation of the data that is here, ");

        Files.writeString(train, messages);
        Path golden = run.resolve("shipped/golden.tsv");
        Files.writeString(golden, Files.readString(golden).replaceFirst("\t0\\.", "\t1."));
        assertFailed(hamlet("register", config), golden + ":");

        Path model = run.resolve("models/model.hamlet");
        assertFailed(hamlet("register", config, model.toString()),
                run.resolve("reports/metrics.json") + ": expected the evaluation that model " + read(model).version()
                        + " was published with, {}");

        Files.writeString(config, Files.readString(config).replace("random_state: 111", "random_state: 112"));
        assertFailed(hamlet("register", config), run.resolve("shipped/model.hamlet")
                + ": expected a model of the parameters in " + config);
        assertThat(run.resolve("registry")).doesNotExist();
    }

    @Test
    void refusesABrokenReport() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path report = run.resolve("reports/metrics.json");
        for (String broken : List.of("", "{", "[]", "{}", "{\"model\": \"a\"}", "{\"models\": 1}")) {
            Files.writeString(report, broken);

            assertFailed(hamlet("publish", config), report + ": expected a report that evaluate wrote, found: ");
        }
    }

    @Test
    void refusesToEvaluateAFileThatIsNoModel() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path model = Files.writeString(run.resolve("models/model.hamlet"), "To be, or not to be".repeat(10));

        Run evaluate = hamlet("evaluate", config);
        assertThat(evaluate.exitCode()).isEqualTo(1);
        assertThat(evaluate.err()).contains("ERROR Main: ", "expected ", "found ", model.toString())
                .doesNotContain("\tat ");
    }

    @Test
    void refusesToEvaluateAModelWithAnotherIdentity() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Path file = run.resolve("models/model.hamlet");
        Files.write(file, Trained.withAnotherIdentity(Files.readAllBytes(file)));

        assertFailed(hamlet("evaluate", config), "expected SHA-256 ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"train,models/model.hamlet", "publish,shipped/model.hamlet"})
    void namesAFolderThatStandsWhereTheModelShallBeforeItTrains(String stage, String made) throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        Files.delete(run.resolve(made));
        Files.createDirectory(run.resolve(made));
        Run refused = hamlet(stage, config);

        assertFailed(refused, run.resolve(made) + ": expected a file that can be written, found a folder at "
                + run.resolve(made));
        assertThat(refused.err()).doesNotContain("Trainer");
    }

    @Test
    void namesAReportThatCannotBeWrittenBeforeItMeasures() throws IOException {
        Path config = runAll(folder.resolve("run"), "1");

        assertFailed(hamlet("evaluate", config, "--out", config.toString()),
                config + "/metrics.json: expected a file that can be written, found a file instead of a folder at "
                        + config);
    }

    @Test
    void writesTheCardOfWhatItShips() throws IOException {
        Path run = folder.resolve("run");
        Path config = runAll(run, "1");
        assertFailed(hamlet("card", config), config + ": expected a section card, found none");
        Files.writeString(config, Files.readString(config) + """
                card: {description: A test., licence: CC0-1.0, users: [], use_cases: [], limitations: [],
                  tradeoffs: [], risks: [], groups: [], data: {}}
                """);

        assertThat(hamlet("card", config).exitCode()).isZero();
        assertThat(run.resolve("reports/model-card.html")).content().contains("Model card: soliloquies");
        assertThat(run.resolve("reports/ml-bom.cdx.json")).content()
                .contains(Sha256.of(run.resolve("shipped/model.hamlet")));
        Run registered = hamlet("register", config, "--by", "a test");
        assertThat(run.resolve("registry/versions").resolve(registered.out().strip()).resolve("ml-bom.cdx.json"))
                .hasSameBinaryContentAs(run.resolve("reports/ml-bom.cdx.json"));
        Path report = run.resolve("reports/metrics.json");
        String mcc = "\"value\" : " + Objects.requireNonNull(
                Report.read(report).evaluation().figures().get("mcc")).value();
        Files.writeString(report, Files.readString(report).replaceFirst(Pattern.quote(mcc), "\"value\" : 0.123"));
        assertFailed(hamlet("card", config), report + ": expected the evaluation that model ");
    }

    private Path runAll(Path run, String threads) throws IOException {
        Path config = parameters(run);
        for (String stage : List.of("fetch", "check", "split", "train", "evaluate", "publish")) {
            boolean trains = stage.equals("train") || stage.equals("publish");
            Run ran = hamlet(stage, config, trains ? new String[]{"--threads", threads} : new String[0]);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.out()).isEmpty();
        }
        return config;
    }

    private Path parameters(Path run) throws IOException {
        Files.createDirectories(run);
        return Files.writeString(run.resolve("params.yaml"), PARAMETERS
                .replace("PORT", Integer.toString(server.getAddress().getPort()))
                .replace("HASH", Sha256.of(published))
                .replace("FOLDER", run.toString()));
    }

    private static Run hamlet(String command, Path config, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--config", config.toString()));
        arguments.addAll(Stream.of(more).toList());
        return Run.hamlet(arguments.toArray(String[]::new));
    }

    private static String missing(Path run, String file) {
        return "expected a file at " + run.resolve(file) + ", found none";
    }

    private static Model read(Path file) throws IOException {
        return ModelReader.read(Files.readAllBytes(file), file.toString());
    }

    /** Of the texts of labelled messages. */
    private static List<String> hashes(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> Sha256.of(line.substring(line.indexOf('\t') + 1).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
