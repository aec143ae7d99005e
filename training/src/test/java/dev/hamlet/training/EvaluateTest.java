package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.TsvWriter;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Slice;
import dev.hamlet.training.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols that train on a file of their own, over small files of invented messages. */
class EvaluateTest {

    private static final String PARAMETERS = """
            data_sets:
              - {name: Soliloquies, file: soliloquies.tsv, url: 'http://127.0.0.1/soliloquies.tsv', sha256: 'HASH',
                 licence: CC0-1.0, columns: [label, text]}
              - {name: Sonnets, file: sonnets.tsv, url: 'http://127.0.0.1/sonnets.tsv', sha256: 'HASH', licence: CC0-1.0,
                 columns: [label, text]}
            external_data_config: {external_data_dir: 'FOLDER/external', download_timeout_seconds: 60}
            raw_data_config: {raw_data_tsv: 'FOLDER/messages.tsv'}
            processed_data_config: {train_data_tsv: 'FOLDER/train.tsv', test_data_tsv: 'FOLDER/test.tsv'}
            label_encoding: {ham: 0, spam: 1}
            train_test_split_ratio: 0.25
            random_state: 111
            features: {word_ngrams_max: 2, char_ngrams_min: 2, char_ngrams_max: 2, min_messages: 2}
            trainer: maxent
            hyper_parameters: {maxent: {lambda: 1, tolerance: 0.0001, max_iterations: 50}}
            threshold: {folds: 3, repeats: 1, max_blocked: 0.05}
            model_name: soliloquies
            model_path: 'FOLDER/model.hamlet'
            report_path: 'FOLDER/reports/metrics.json'
            publish: {target_dir: 'FOLDER/shipped'}
            """;

    @TempDir
    private Path folder = Path.of("");
    private Path config = Path.of("");

    @BeforeEach
    void writeParameters() throws IOException {
        config = Files.writeString(folder.resolve("params.yaml"),
                PARAMETERS.replace("HASH", "0".repeat(64)).replace("FOLDER", folder.toString()));
    }

    @Test
    void crossValidatesWhatFetchLeft() throws IOException {
        Dataset messages = distinct(150, 1);
        write(Dataset.concat(List.of(messages, new Dataset(messages.examples().subList(0, 30)))), "soliloquies.tsv");
        Run run = evaluate("cv");
        Experiment report = report("cv");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(report.evaluation().examples()).as("without repeats").isEqualTo(150);
        assertThat(report.models()).hasSize(10).allSatisfy(model -> assertThat(model.examples()).isBetween(130, 140));
        assertThat(report.command()).isEqualTo("./hamlet evaluate --protocol cv");
        assertThat(report.evaluation().slices()).filteredOn(slice -> slice.by().equals("source"))
                .extracting(Slice::kind).containsExactly("Soliloquies");
        assertThat(report.trainers().comparison()).isEqualTo(Comparison.NONE);
        assertThat(folder.resolve("reports/cv-timings.json")).doesNotExist();
        assertNoText(messages, "cv");
    }

    /** Each message comes with a twin that differs in one word: the twins of plain folds are mostly apart. */
    @Test
    void keepsNearDuplicatesInOneFold() throws IOException {
        Dataset messages = distinct(60, 1);
        List<Example> twins = new ArrayList<>();
        messages.examples().forEach(each -> {
            twins.add(each);
            twins.add(new Example(each.id(), each.label(), each.text() + " twin"));
        });
        write(new Dataset(twins), "soliloquies.tsv");

        assertThat(evaluate("grouped-cv").exitCode()).isZero();
        assertThat(evaluate("cv").exitCode()).isZero();
        assertThat(report("grouped-cv").evaluation().examples()).isEqualTo(120);
        assertThat(report("grouped-cv").models()).isNotEqualTo(report("cv").models());
    }

    @Test
    void trainsOnTheFirstLinesOfAlmeida() throws IOException {
        write(Messages.hamAndSpam(1700, 1), "soliloquies.tsv");
        Run run = evaluate("almeida");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(report("almeida").models()).singleElement().satisfies(
                model -> assertThat(model.examples()).isEqualTo(1674));
        assertThat(report("almeida").evaluation().examples()).isEqualTo(26);
    }

    @ParameterizedTest
    @ValueSource(strings = {"almeida", "lecture"})
    void refusesAFileOfTooFewLines(String protocol) throws IOException {
        write(Messages.hamAndSpam(50, 1), "soliloquies.tsv");
        Run run = evaluate(protocol);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("lines for the protocol " + protocol + ", found 50").doesNotContain("\tat ");
    }

    @Test
    void testsOnTheOtherDataSetsWhatItLearnedFromTheFirst() throws IOException {
        Dataset known = distinct(80, 1);
        Dataset other = distinct(40, 2);
        write(known, "soliloquies.tsv");
        write(Dataset.concat(List.of(other, new Dataset(known.examples().subList(0, 10)))), "sonnets.tsv");
        Run run = evaluate("transfer");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(report("transfer").data()).extracting(Experiment.Part::examples).as("without the ten known ones")
                .containsExactly(80, 40);
        assertThat(report("transfer").evaluation().slices()).filteredOn(slice -> slice.by().equals("source"))
                .extracting(Slice::kind).containsExactly("Sonnets");
    }

    @Test
    void testsOnFilesThatAreNamed() throws IOException {
        Path train = write(distinct(80, 1), "mine.tsv");
        Path one = write(distinct(40, 2), "one.tsv");
        Path two = write(distinct(40, 3), "two.tsv");
        Path out = folder.resolve("elsewhere");
        Run run = evaluate("transfer", "--data", train.toString(), "--test", one.toString(), "--test", two.toString(),
                "--out", out.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        Experiment report = Report.read(out.resolve("transfer.json"));
        assertThat(report.evaluation().slices()).filteredOn(slice -> slice.by().equals("source"))
                .extracting(Slice::kind).containsExactly("one.tsv", "two.tsv");
        assertThat(report.command())
                .isEqualTo("./hamlet evaluate --protocol transfer --data " + train + " --test " + one
                        + " --test " + two);
        assertThat(out.resolve("transfer.html")).isNotEmptyFile();
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void asksForATestFileWhereTheParametersNameNone() throws IOException {
        write(distinct(80, 1), "soliloquies.tsv");
        String yaml = Files.readString(config);
        int second = yaml.indexOf("  - {name: Sonnets");
        Files.writeString(config, yaml.substring(0, second) + yaml.substring(yaml.indexOf("external_data_config")));

        Run run = evaluate("transfer");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("hamlet: expected --test FILE for the protocol transfer, since the parameters name"
                        + " no other data set");
    }

    @Test
    void takesLabelsFromTheFileAndMoreThanTwo() throws IOException {
        Path data = write(Messages.of(150, 1, "bill", "ham", "spam"), "mine.tsv");
        Run run = evaluate("cv", "--data", data.toString(), "--full");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(report("cv").evaluation().labels()).containsExactly("bill", "ham", "spam");
        assertThat(report("cv").evaluation().figures()).containsKeys("mcc", "accuracy", "weighted_f1")
                .doesNotContainKeys("auc", "recall", "log_loss");
        assertThat(report("cv").ablations().comparison().rows()).hasSize(6);
    }

    @Test
    void triesMoreWhenAskedForAllAndGivesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        Path data = write(distinct(160, 1), "mine.tsv");
        Path test = write(distinct(60, 2), "test.tsv");
        for (String threads : List.of("1", "2")) {
            Run run = evaluate("transfer", "--data", data.toString(), "--test", test.toString(), "--full", "--threads",
                    threads, "--out", folder.resolve(threads).toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
        }

        assertThat(List.of("transfer.json", "transfer.html")).allSatisfy(
                file -> assertThat(folder.resolve("2").resolve(file)).hasSameBinaryContentAs(
                        folder.resolve("1").resolve(file)));
        Experiment report = Report.read(folder.resolve("1/transfer.json"));
        assertThat(report.learningCurve().points()).hasSizeGreaterThan(3);
        assertThat(report.ablations().comparison().rows()).extracting(Comparison.Row::name).containsExactly(
                "as it is", "without word pairs", "without words", "without characters", "with shape",
                "with obfuscation");
        assertThat(report.ablations().comparison().rows().getFirst().figures()).as("inside the training part")
                .isNotEqualTo(report.evaluation().figures());
        assertThat(report.trainers().comparison().rows()).extracting(Comparison.Row::name).startsWith("maxent");
        assertThat(Files.readString(folder.resolve("1/transfer-timings.json"))).contains("\"fit_seconds\"",
                "\"microseconds_per_message\"", "\"without words\"", "\"maxent\"");
        assertThat(Files.readString(folder.resolve("1/transfer.html"))).doesNotContain("econds");
    }

    @Test
    void saysThatFetchMustRunFirst() {
        assertFailed(evaluate("cv"), "expected the data set \"Soliloquies\" at " + folder.resolve(
                "external/soliloquies.tsv") + ", found none; run fetch first");
    }

    @Test
    void namesAFileThatIsMissing() {
        Path missing = folder.resolve("nowhere.tsv");

        assertFailed(evaluate("cv", "--data", missing.toString()), "expected a file at " + missing + ", found none");
    }

    @Test
    void stopsAtBadRowsOrSkipsThemAndSaysSo() throws IOException {
        Path data = write(distinct(80, 1), "mine.tsv");
        Files.writeString(data, Files.readString(data) + "no label\n");

        assertFailed(evaluate("cv", "--data", data.toString()), "mine.tsv:81: expected 2 columns");
        assertThat(evaluate("cv", "--data", data.toString(), "--skip-bad-rows").exitCode()).isZero();
        assertThat(report("cv").command()).endsWith(" --data " + data + " --skip-bad-rows");
        assertThat(report("cv").evaluation().examples()).isEqualTo(80);
    }

    @Test
    void refusesOneLabel() throws IOException {
        Path data = write(Messages.of(50, 1, "ham"), "mine.tsv");

        assertFailed(evaluate("cv", "--data", data.toString()), "expected two labels or more, found [ham]");
    }

    private void assertNoText(Dataset messages, String report) throws IOException {
        String json = Files.readString(folder.resolve("reports/" + report + ".json"));
        String html = Files.readString(folder.resolve("reports/" + report + ".html"));
        assertThat(messages.examples()).allSatisfy(each -> {
            String word = each.text().substring(each.text().lastIndexOf(' ') + 1);
            assertThat(json).doesNotContain(each.text(), word);
            assertThat(html).doesNotContain(each.text(), word);
        });
    }

    private Run evaluate(String protocol, String... more) {
        return Run.hamlet(Stream.concat(Stream.of("evaluate", "--config", config.toString(), "--protocol", protocol),
                Stream.of(more)).toArray(String[]::new));
    }

    private Experiment report(String protocol) throws IOException {
        return Report.read(folder.resolve("reports").resolve(protocol + ".json"));
    }

    private Path write(Dataset dataset, String name) throws IOException {
        Path file = folder.resolve("external").resolve(name);
        TsvWriter.write(dataset, file);
        return file;
    }

    /** Ham and spam that no two messages are near-duplicates of: a phrase and forty letters of chance. */
    private static Dataset distinct(int size, long seed) {
        var random = new Random(seed);
        return new Dataset(Messages.hamAndSpam(size, seed).examples().stream().map(each -> new Example(each.id(),
                each.label(),
                (each.label().equals("ham") ? "see you there " : "win a prize ") + letters(random, 40))).toList());
    }

    private static String letters(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> Character.toString('a' + random.nextInt(26)))
                .reduce("", String::concat);
    }
}
