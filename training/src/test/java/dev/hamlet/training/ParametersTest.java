package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.SplitOptions;
import dev.hamlet.training.trainer.VocabularyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    /** The project's own file: tests run in the module's folder. */
    private static final Path SHIPPED = Path.of("../params.yaml");

    private static final String GOOD = """
            data_sets:
              - name: Soliloquies
                file: soliloquies.tsv
                url: https://example.org/soliloquies.tsv
                sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                licence: CC0-1.0
                columns: [label, text]
            external_data_config: {external_data_dir: data/external, download_timeout_seconds: 60}
            raw_data_config: {raw_data_tsv: data/raw/messages.tsv}
            processed_data_config:
              train_data_tsv: data/processed/train.tsv
              test_data_tsv: data/processed/test.tsv
            label_encoding: {spam: 1, ham: 0}
            train_test_split_ratio: 0.2
            random_state: 111
            features: {word_ngrams_max: 2, char_ngrams_min: 2, char_ngrams_max: 5, min_messages: 5}
            hyper_parameters:
              maxent: {lambda: 0.1, tolerance: 0.00001, max_iterations: 500}
              sparse_logistic_regression: {lambda: 1, tolerance: 0.0001, max_iterations: 50, scaling: none, smoothing: 1}
            trainer: maxent
            threshold: {folds: 5, repeats: 2, max_blocked: 0.002}
            model_name: sms-spam
            model_path: models/model.hamlet
            report_path: reports/metrics.json
            publish: {target_dir: function/src/main/resources}
            """;

    @Test
    void readsTheShippedFile() throws IOException {
        Parameters parameters = Parameters.load(SHIPPED);

        assertThat(parameters.dataSets()).extracting(DataSource::file, DataSource::archiveMember)
                .containsExactly(tuple("SMSSpamCollection", Optional.of(
                        "SMSSpamCollection")));
        assertThat(parameters.labels()).containsExactly("ham", "spam");
        assertThat(parameters.splitOptions()).isEqualTo(new SplitOptions(0.2, 111));
        assertThat(parameters.trainerOptions().threshold()).isEqualTo(parameters.threshold());
    }

    @Test
    void numbersLabelsAsEncodedWhateverTheirOrder() throws IOException {
        assertThat(parse(GOOD).labels()).containsExactly("ham", "spam");
    }

    @Test
    void leavesOutWhatIsOptional() throws IOException {
        assertThat(parse(GOOD).dataSets().getFirst().archiveMember()).isEmpty();
    }

    @ParameterizedTest(name = "{1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = false, value = {
        // unknown, missing, repeated
        "{lambda: 0.1|{lamda: 0.1|18:12: unknown key \"lamda\", expected one of [lambda, tolerance, max_iterations]",
        "min_messages: 5}|min: 5}|16:72: unknown key \"min\", expected one of [word_ngrams_max, char_ngrams_min,"
                + " char_ngrams_max, shape, obfuscation, min_messages, max_features]",
        "min_messages: 5}|min_messages: 5, shape: 1}|16:96: expected true or false, found number 1",
        "min_messages: 5}|min_messages: 5, obfuscation: often}|16:102: expected true or false, found text \"often\"",
        " tolerance: 0.00001,||18:11: missing key \"tolerance\", found only [lambda, max_iterations]",
        "    licence: CC0-1.0\\n||2:5: missing key \"licence\", found only [name, file, url, sha256, columns]",
        " tolerance: 0.00001|lambda: 0.00001|18:24: expected each key once, found \"lambda\" again",
        // of another type
        "0.2\\n|\"0.2\"\\n|14:25: expected a number, found text \"0.2\"",
        "0.2\\n|half\\n|14:25: expected a number, found text \"half\"",
        "0.2\\n|\\n|14:24: expected a number, found nothing",
        "0.2\\n|[0.2]\\n|14:25: expected a number, found a list",
        "111|1.5|15:15: expected a whole number, found number 1.5",
        "111|true|15:15: expected a whole number, found true",
        "111|99999999999999999999|15:15: expected a whole number, found number 99999999999999999999",
        "500|5000000000|18:61: expected a whole number, found number 5000000000",
        "ham: 0|ham: none|13:32: expected a whole number, found text \"none\"",
        "Soliloquies|17|2:11: expected text, found number 17",
        "models/model.hamlet|{file: model}|23:13: expected text, found a mapping",
        "[label, text]|label|7:14: expected a list, found text \"label\"",
        "{raw_data_tsv: data/raw/messages.tsv}|raw.tsv|9:18: expected a mapping, found text \"raw.tsv\"",
        "https://example.org/|ht tp://|4:10: expected a path or an address, found text \"ht tp://soliloquies.tsv\"",
        // out of range
        "0.2\\n|1.5\\n|14:25: expected train_test_split_ratio to be a ratio between 0 and 1, found 1.5",
        "0.2\\n|0\\n|14:25: expected train_test_split_ratio to be a ratio between 0 and 1, found 0.0",
        "ham: 0|ham: 1|13:17: expected label_encoding to number two labels or more from 0, found {spam=1, ham=1}",
        ", ham: 0||13:17: expected label_encoding to number two labels or more from 0, found {spam=1}",
        "lambda: 0.1|lambda: -0.1|18:20: expected lambda of at least 0, found -0.1",
        "folds: 5|folds: 1|21:20: expected at least 2 folds, found 1",
        "word_ngrams_max: 2|word_ngrams_max: 3|16:11: expected word n-grams up to 0, 1 or 2 words, found 3",
        "min_messages: 5|min_messages: 0|16:86: expected min_messages to be 1 or more, found 0",
        "_seconds: 60|_seconds: 0|8:84: expected download_timeout_seconds to be 1 or more, found 0",
        "file: sol|file: ../sol|3:11: expected file to be a plain file name, found \"../soliloquies.tsv\"",
        "https:|ftp:|4:10: expected url to be an http or https address, found \"ftp://example.org/soliloquies.tsv\"",
        "[label, text]|[label]|7:14: expected columns with one label and one text, found [label]",
        "trainer: maxent|trainer: oracle|20:10: expected trainer to be one of [maxent, sparse_logistic_regression], found"
                + " oracle",
        "scaling: none|scaling: some|19:91: expected one of [none, log_count_ratio], found text \"some\"",
        "smoothing: 1|smoothing: 0|19:108: expected smoothing above 0, found 0.0",
        "min_messages: 5}|min_messages: 5, max_features: 0}|16:103: expected max_features to be 1 or more, found 0",
        "trainer: maxent|trainer: maxent\\nown_features: {oracle: {word_ngrams_max: 1, char_ngrams_min: 1,"
                + " char_ngrams_max: 0, min_messages: 1}}|21:15: expected own_features of [maxent,"
                + " sparse_logistic_regression], found [oracle]",
        // not YAML, or more of it than needed
        "[label, text]|[label, text|8:21: expected YAML, found: expected ',' or ']', but got :",
        "publish: {|---\\npublish: {|26:1: expected one YAML document, found another",
        "lambda: 0.1, tolerance: 0.00001|lambda: &l 0.1, tolerance: *l|18:39: expected a value, found an alias"})
    void saysWhatIsWrongAndWhere(String good, String bad, String message) {
        String yaml = GOOD.replace(good.translateEscapes(), bad == null ? "" : bad.translateEscapes());
        assertThat(yaml).isNotEqualTo(GOOD);

        assertThatExceptionOfType(ParametersException.class).isThrownBy(() -> parse(yaml))
                .withMessage("params.yaml:" + message);
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"", "# nothing\n"})
    void refusesEmptyFile(String yaml) {
        assertThatThrownBy(() -> parse(yaml)).hasMessage("params.yaml:1:1: expected a mapping, found an empty file");
    }

    @Test
    void hashIsThatOfTheValues() throws IOException {
        String sameValues = "# a comment\n" + GOOD.replace("{spam: 1, ham: 0}", "\n  ham: 0\n  spam: 1")
                .replace("lambda: 0.1", "lambda: 1.0e-1");

        assertThat(parse(sameValues).sha256()).isEqualTo(parse(GOOD).sha256()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({"random_state: 111,random_state: 112", "lambda: 0.1,lambda: 0.2", "ham: 0,egg: 0", "folds: 5,folds: 6",
        "min_messages: 5,'min_messages: 5, shape: true'", "min_messages: 5,'min_messages: 5, obfuscation: true'"})
    void hashChangesWithWhatShapesAModel(String value, String other) throws IOException {
        assertThat(parse(GOOD.replace(value, other)).sha256()).isNotEqualTo(parse(GOOD).sha256());
    }

    @Test
    void leavesShapeAndObfuscationOffUnlessTheyAreSwitchedOn() throws IOException {
        Parameters off = parse(GOOD.replace("min_messages: 5", "min_messages: 5, shape: false, obfuscation: false"));
        Parameters on = parse(GOOD.replace("min_messages: 5", "min_messages: 5, shape: true, obfuscation: true"));

        assertThat(parse(GOOD).trainerOptions().features()).isEqualTo(new FeatureOptions(2, 2, 5));
        assertThat(off).isEqualTo(parse(GOOD));
        assertThat(off.sha256()).isEqualTo(parse(GOOD).sha256());
        assertThat(on.trainerOptions().features()).isEqualTo(new FeatureOptions(2, 2, 5, true, true));
    }

    @ParameterizedTest
    @CsvSource({"models/model.hamlet,elsewhere/other.hamlet", "data/external,external"})
    void hashDoesNotDependOnWhereFilesAre(String path, String other) throws IOException {
        assertThat(parse(GOOD.replace(path, other)).sha256()).isEqualTo(parse(GOOD).sha256());
    }

    @Test
    void hashIsThatOfTheTrainerThatIsChosen() throws IOException {
        String other = GOOD.replace("scaling: none", "scaling: log_count_ratio");

        assertThat(parse(other).sha256()).isEqualTo(parse(GOOD).sha256());
        assertThat(parse(other).withTrainer("sparse_logistic_regression").sha256())
                .isNotEqualTo(parse(GOOD).withTrainer("sparse_logistic_regression").sha256())
                .isNotEqualTo(parse(GOOD).sha256());
    }

    @Test
    void givesEachTrainerItsOwnFeaturesElseTheCommonOnes() throws IOException {
        Parameters parameters = parse(GOOD + """
                own_features:
                  maxent: {word_ngrams_max: 1, char_ngrams_min: 1, char_ngrams_max: 0, min_messages: 1, max_features: 9}
                """);

        assertThat(parameters.trainers()).containsOnlyKeys("maxent", "sparse_logistic_regression");
        assertThat(parameters.trainerOptions()).isEqualTo(parameters.trainers().get("maxent"));
        assertThat(parameters.trainerOptions().vocabulary()).isEqualTo(new VocabularyOptions(1, 9));
        assertThat(parameters.withTrainer("sparse_logistic_regression").trainerOptions().vocabulary())
                .isEqualTo(new VocabularyOptions(5, VocabularyOptions.ALL));
        assertThat(parameters.sha256()).isNotEqualTo(parse(GOOD).sha256());
    }

    @Test
    void hashOfAnEnsembleIsThatOfItsMembers() throws IOException {
        String ensemble = GOOD.replace("trainer: maxent\n", """
                  naive_bayes: {model: bernoulli, smoothing: 1}
                  ensemble: {members: [maxent, naive_bayes]}
                trainer: ensemble
                """);

        assertThat(parse(ensemble.replace("lambda: 0.1", "lambda: 0.2")).sha256())
                .isNotEqualTo(parse(ensemble).sha256());
        assertThat(parse(ensemble.replace("bernoulli", "complement")).sha256())
                .isNotEqualTo(parse(ensemble).sha256());
        assertThat(parse(ensemble.replace("scaling: none", "scaling: log_count_ratio")).sha256())
                .isEqualTo(parse(ensemble).sha256());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "[maxent, ensemble]|expected ensemble of [linear_svm, maxent, sparse_logistic_regression], found [maxent, ensemble]",
        "[maxent, random_forest]|expected ensemble of [linear_svm, maxent, sparse_logistic_regression], found [maxent, random_forest]",
        "[maxent]|expected two or more distinct members, found [maxent]",
        "[maxent, maxent]|expected two or more distinct members, found [maxent, maxent]"})
    void refusesAnEnsembleOfWhatItCannotHave(String members, String message) {
        String yaml = GOOD.replace("trainer: maxent\n", """
                  linear_svm: {penalty: 1, tolerance: 0.001, max_iterations: 9, scaling: none, smoothing: 1}
                  random_forest: {trees: 3, max_depth: 9, min_leaf: 1}
                  ensemble: {members: %s}
                trainer: maxent
                """.formatted(members));

        assertThatExceptionOfType(ParametersException.class).isThrownBy(() -> parse(yaml))
                .withMessageContaining(message)
                .withMessageStartingWith("params.yaml:22:");
    }

    @Test
    void hashIsTakenOfOneLineAValue() throws IOException {
        assertThat(RecordDigest.lines(parse(GOOD))).startsWith("""
                data_sets.0.name=Soliloquies
                data_sets.0.file=soliloquies.tsv
                """).contains("label_encoding.ham=0\nlabel_encoding.spam=1\n").contains("maxent.tolerance=1.0E-5\n");
    }

    @Test
    void namesTheFileItReads(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "[]");

        assertThatThrownBy(() -> Parameters.load(file)).hasMessage("mine.yaml:1:1: expected a mapping, found a list");
    }

    private static Parameters parse(String yaml) throws ParametersException {
        return Parameters.parse("params.yaml", yaml);
    }
}
