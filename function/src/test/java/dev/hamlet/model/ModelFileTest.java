package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.Vocabulary;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    private static final Vocabulary VOCABULARY = Vocabulary.of(new int[]{7, -7, 1 << 30});

    @Test
    void givesBackMetadata() throws ModelFormatException {
        var provenance = new TreeMap<>(Map.of("seed", "42", "ключ", "Wert 🎁", "empty", ""));
        var metadata = new Metadata("Hamlet: Ümlaut", List.of("ham", "спам"), 0.1875, new FeatureOptions(2, 2, 5),
                provenance);

        Metadata read = ModelReader.read(ModelWriter.write(metadata, VOCABULARY, binomial(VOCABULARY)), "a").metadata();

        assertThat(read).isEqualTo(metadata);
        assertThat(read.provenance()).containsExactlyEntriesOf(provenance);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void givesBackWhichOtherFeaturesThereAre(boolean shape, boolean obfuscation) throws ModelFormatException {
        var features = new FeatureOptions(1, 1, 0, shape, obfuscation);
        var metadata = new Metadata("other", List.of("ham", "spam"), 0.5, features, new TreeMap<>());

        Model read = ModelReader.read(ModelWriter.write(metadata, VOCABULARY, binomial(VOCABULARY)), "other");

        assertThat(read.metadata().features()).isEqualTo(features);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 300})
    void givesBackAnyNumberOfLabelsInOrder(int count) throws ModelFormatException {
        List<String> labels = IntStream.range(0, count).mapToObj(i -> "label " + (count - i)).toList();
        var metadata = new Metadata("many", labels, 0.5, Models.FEATURES, new TreeMap<>());
        Classifier classifier = count == 2 ? binomial(VOCABULARY) : multinomial(VOCABULARY, count);

        Model model = ModelReader.read(ModelWriter.write(metadata, VOCABULARY, classifier), "many");

        assertThat(model.metadata().labels()).isEqualTo(labels);
        assertThat(model.metadata().binary()).isEqualTo(count == 2);
    }

    @Test
    void countsTheNgramsItKnows() throws ModelFormatException {
        assertThat(Models.binary().featureCount()).isEqualTo(12);
        assertThat(Models.threeLabels().featureCount()).isEqualTo(7);
    }

    @Test
    void keepsVocabularyAndWeightsToTheBit() throws ModelFormatException {
        var weighed = new Models.Weighed().word("one", 0.123456789).word("two", -7.7).characters("ab", 1e-5);
        double[] row = weighed.row(0, 0.3333);
        Model model = ModelReader.read(written(weighed.vocabulary(), row), "a");
        var written = LogLinear.of(row);

        assertThat(model.predict("one").score()).isEqualTo(score(written, weighed.id(0)));
        assertThat(model.predict("two").score()).isEqualTo(score(written, weighed.id(1)));
        assertThat(model.predict("abc one").score()).isEqualTo(score(written, weighed.id(0), weighed.id(2)));
        assertThat(model.predict("none of them").score()).isEqualTo(score(written));
    }

    @Test
    void holdsVocabularyWithoutMembers() throws ModelFormatException {
        Vocabulary empty = Vocabulary.of(new int[0]);
        Model model = ModelReader.read(written(empty, new double[]{0, 0.5}), "a");

        assertThat(model.featureCount()).isZero();
        assertThat(model.predict("any").score()).isEqualTo(1 / (1 + Math.exp(-0.5)));
    }

    @Test
    void writesTheSameBytesAgain() {
        assertThat(Models.binaryFile()).isEqualTo(Models.binaryFile());
        assertThat(Models.threeLabelsFile()).isEqualTo(Models.threeLabelsFile());
    }

    @Test
    void writesTheSameBytesWhateverTheOrderOfFingerprints() {
        Vocabulary turned = Vocabulary.of(new int[]{1 << 30, -7, 7});
        assertThat(written(turned, new double[turned.dimension() + 1]))
                .isEqualTo(written(VOCABULARY, new double[VOCABULARY.dimension() + 1]));
    }

    @Test
    void hasTheStatedLayout() {
        byte[] file = Models.binaryFile();

        // an independent reading and writing of the layout gives the file again, digest and checksum included
        assertThat(ModelBytes.of(file).toFile()).isEqualTo(file);
        assertThat(HexFormat.of().formatHex(file, 0, 12)).isEqualTo("89484d4c540d0a1a" + "0400" + "0400");
    }

    @Test
    void isIdentifiedByTheDigestOfWhatItHolds() throws ModelFormatException {
        byte[] file = Models.binaryFile();
        byte[] digest = ModelBytes.sha256(Arrays.copyOf(file, file.length - 36));

        assertThat(Models.binary().sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(Models.binary().version()).isEqualTo(HexFormat.of().formatHex(digest).substring(0, 12));
        assertThat(Models.binary().sha256()).isNotEqualTo(Models.threeLabels().sha256());
    }

    @Test
    void refusesToWriteClassifierOfOtherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelWriter.write(metadata("ham", "spam"), VOCABULARY, binomial(12)))
                .withMessage("expected a classifier of 4 features and 2 labels, found 12 and 2");
    }

    @Test
    void refusesToWriteClassifierOfOtherLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelWriter.write(metadata("a", "b", "c"), VOCABULARY, binomial(VOCABULARY)))
                .withMessage("expected a classifier of 4 features and 3 labels, found 4 and 2");
    }

    @Test
    void refusesToWriteWeightsThatAreNotRounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(VOCABULARY, new double[]{0.1, 0.7, 0, 0, 1}))
                .withMessage("expected a weight rounded to multiples of 2^-14, found 0.1");
    }

    @Test
    void refusesToWriteStringsOfMoreThan65535Bytes() {
        var metadata = new Metadata("ü".repeat(32_768), List.of("a", "b"), 0, Models.FEATURES, new TreeMap<>());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelWriter.write(metadata, VOCABULARY, binomial(VOCABULARY)))
                .withMessage("expected a string of at most 65535 bytes, found 65536");
    }

    @Test
    void refusesLabelsThatAreNotTwoOrMoreDistinctOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> metadata("ham"))
                .withMessage("expected two or more distinct labels, found [ham]");
        assertThatIllegalArgumentException().isThrownBy(() -> metadata("ham", "spam", "ham"))
                .withMessage("expected two or more distinct labels, found [ham, spam, ham]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesThresholdThatIsNoProbability(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metadata("a", List.of("a", "b"), threshold, Models.FEATURES, new TreeMap<>()))
                .withMessage("expected a threshold from 0 to 1, found " + threshold);
    }

    private static double score(Classifier classifier, int... ids) {
        double[] probabilities = new double[2];
        classifier.predict(ids, ids.length, probabilities);
        return probabilities[1];
    }

    private static byte[] written(Vocabulary vocabulary, double[] weights) {
        var classifier = LogLinear.of(weights);
        return ModelWriter.write(metadata("ham", "spam"), vocabulary, classifier);
    }

    private static Metadata metadata(String... labels) {
        return new Metadata("a", List.of(labels), 0.5, Models.FEATURES, new TreeMap<>());
    }

    private static Classifier binomial(Vocabulary vocabulary) {
        return binomial(vocabulary.dimension());
    }

    private static Classifier binomial(int dimension) {
        return LogLinear.of(new double[dimension + 1]);
    }

    private static Classifier multinomial(Vocabulary vocabulary, int labels) {
        return LogLinear.of(new double[labels - 1][vocabulary.dimension() + 1]);
    }
}
