package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.TsvWriter;
import dev.hamlet.training.experiment.Candidate;
import dev.hamlet.training.experiment.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainers' models, one of which learned next to nothing. */
class SelectTest {

    private static final String PARAMETERS = """
            data_sets:
              - {name: Soliloquies, file: none.tsv, url: 'http://127.0.0.1/', sha256: HASH, licence: CC0-1.0, columns: [label, text]}
            external_data_config: {external_data_dir: 'FOLDER/external', download_timeout_seconds: 60}
            raw_data_config: {raw_data_tsv: 'FOLDER/raw.tsv'}
            processed_data_config: {train_data_tsv: 'FOLDER/train.tsv', test_data_tsv: 'FOLDER/test.tsv'}
            label_encoding: {ham: 0, spam: 1}
            train_test_split_ratio: 0.25
            random_state: 111
            features: {word_ngrams_max: 1, char_ngrams_min: 2, char_ngrams_max: 3, min_messages: 2}
            trainer: maxent
            hyper_parameters:
              maxent: {lambda: 100000, tolerance: 0.0001, max_iterations: 50}
              naive_bayes: {model: bernoulli, smoothing: 0.1}
            threshold: {folds: 3, repeats: 2, max_blocked: 0.05}
            model_name: soliloquies
            model_path: 'FOLDER/models/model.hamlet'
            report_path: 'FOLDER/reports/metrics.json'
            selection: {figure: mcc, model_dir: 'FOLDER/models', report_dir: 'FOLDER/reports/train', report_path: 'FOLDER/reports/selection.json'}
            publish: {target_dir: 'FOLDER/shipped'}
            """;

    @TempDir
    private Path folder = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void divide() throws IOException {
        TsvWriter.write(Messages.hamAndSpam(120, 1), folder.resolve("train.tsv"));
        TsvWriter.write(Messages.hamAndSpam(40, 2), folder.resolve("test.tsv"));
        config = Files.writeString(folder.resolve("params.yaml"), PARAMETERS.replace("FOLDER", folder.toString())
                .replace("HASH", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void putsTheBestModelWhereEvaluateAndPublishLook() throws IOException {
        trainAll();
        Run select = hamlet("select");
        assertThat(select.exitCode()).as(select.err()).isZero();
        assertThat(select.err()).contains("naive_bayes ", "maxent ", " bytes: chosen", " bytes: lower mcc",
                "models/model.hamlet: the model of naive_bayes, version ");

        var selection = Report.readJson(Selection.class, "select", folder.resolve("reports/selection.json"));
        assertThat(selection.chosen()).isEqualTo("naive_bayes");
        assertThat(selection.candidates().keySet()).containsExactly("naive_bayes", "maxent");
        assertThat(folder.resolve("models/model.hamlet")).hasSameBinaryContentAs(model("naive_bayes"));
        assertThat(hamlet("evaluate").err()).contains("model.hamlet: a model of naive_bayes, so with that trainer");
        assertThat(hamlet("publish").exitCode()).isZero();
        Parameters chosen = Parameters.load(config).withTrainer("naive_bayes");
        assertThat(read(folder.resolve("shipped/model.hamlet")).metadata().provenance()).containsEntry(
                "parameters.sha256", chosen.sha256()).containsEntry("data.examples", "160");
    }

    @Test
    void reportsWhatCrossValidationFoundInEachFold() throws IOException {
        train("naive_bayes");

        Candidate candidate = report("naive_bayes");
        assertThat(candidate.trainer()).isEqualTo("naive_bayes");
        assertThat(candidate.version()).isEqualTo(read(model("naive_bayes")).version());
        assertThat(candidate.bytes()).isEqualTo(Files.size(model("naive_bayes")));
        assertThat(candidate.draws()).hasSize(2);
        assertThat(candidate.folds()).hasSize(6);
        assertThat(candidate.folds()).allSatisfy(fold -> assertThat(fold.keySet()).containsExactly("mcc", "accuracy",
                "f1", "precision", "recall", "blocked", "auc"));
        assertThat(figure(candidate.figures(), "accuracy")).isEqualTo(
                (figure(candidate.draws().get(0), "accuracy") + figure(candidate.draws().get(1), "accuracy")) / 2);
        assertThat(figure(candidate.figures(), "blocked")).isLessThanOrEqualTo(0.05);
    }

    @Test
    void makesTheSameReportOnOtherThreads() throws IOException {
        train("naive_bayes", "--threads", "1");
        String one = Files.readString(reportFile("naive_bayes"));
        train("naive_bayes", "--threads", "3");

        assertThat(reportFile("naive_bayes")).hasContent(one);
    }

    @Test
    void trainsWhereItAlwaysDidWithoutAReport() {
        assertThat(hamlet("train").exitCode()).isZero();

        assertThat(folder.resolve("models/model.hamlet")).isNotEmptyFile();
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void namesTheReportOfATrainerThatHasNotRun() {
        train("maxent");

        assertFailed(hamlet("select"), "expected a file at " + reportFile("naive_bayes") + ", found none");
        assertThat(folder.resolve("models/model.hamlet")).doesNotExist();
    }

    @Test
    void refusesTheReportOfAnotherModel() throws IOException {
        trainAll();
        Files.copy(reportFile("maxent"), Files.newOutputStream(reportFile("naive_bayes")));

        assertFailed(hamlet("select"),
                reportFile("naive_bayes") + ": expected a report of naive_bayes, version "
                        + read(model("naive_bayes")).version() + ", found one of maxent, version "
                        + report("maxent").version() + "; run train first");
    }

    @Test
    void refusesAModelOfOtherParameters() throws IOException {
        trainAll();
        change("smoothing: 0.1", "smoothing: 0.2");

        assertFailed(hamlet("select"), model("naive_bayes") + ": expected a model of parameters.sha256 ");
    }

    @Test
    void refusesToEvaluateAModelThatNoTrainerOfTheParametersMade() throws IOException {
        trainAll();
        assertThat(hamlet("select").exitCode()).isZero();
        change("smoothing: 0.1", "smoothing: 0.2");

        assertFailed(hamlet("evaluate"), "%s: expected a model of parameters.sha256 %s, found one of ".formatted(
                folder.resolve("models/model.hamlet"), Parameters.load(config).sha256()));
    }

    @Test
    void refusesParametersThatDoNotSayHow() throws IOException {
        Files.write(config, Files.readAllLines(config).stream().filter(line -> !line.startsWith("selection")).toList());

        assertFailed(hamlet("select"),
                "expected selection in the parameters, which says how to select, found none");
    }

    @Test
    void namesTheFiguresThatCanDecide() throws IOException {
        change("figure: mcc", "figure: blocked");

        assertFailed(hamlet("select"), "params.yaml:18:21: expected one of [mcc, accuracy, f1, precision, recall, auc],"
                + " found text \"blocked\"");
    }

    private void trainAll() {
        List.of("maxent", "naive_bayes").forEach(this::train);
    }

    private void train(String trainer, String... more) {
        Run train = hamlet("train", Stream.concat(Stream.of("--trainer", trainer,
                "--out", model(trainer).toString(), "--report", reportFile(trainer).toString()),
                Stream.of(more)).toArray(String[]::new));
        assertThat(train.exitCode()).as(train.err()).isZero();
    }

    private Run hamlet(String command, String... more) {
        return Run.hamlet(Stream.concat(Stream.of(command, "--config",
                config.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private void change(String from, String to) throws IOException {
        Files.writeString(config, Files.readString(config).replace(from, to));
    }

    private Path model(String trainer) {
        return folder.resolve("models/" + trainer + ".hamlet");
    }

    private Path reportFile(String trainer) {
        return folder.resolve("reports/train/" + trainer + ".json");
    }

    private Candidate report(String trainer) throws IOException {
        return Report.readJson(Candidate.class, "train", reportFile(trainer));
    }

    private static double figure(Map<String, Double> figures, String name) {
        return Objects.requireNonNull(figures.get(name));
    }

    private static Model read(Path file) throws IOException {
        return Training.read(Files.readAllBytes(file), file);
    }
}
