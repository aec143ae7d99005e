package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.FeatureSet;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.Vocabulary;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Prediction;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Scored;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.classification.Maxent;

class TrainerTest {

    private static final List<String> LABELS = List.of("ham", "spam");
    private static final Dataset TRAIN = Messages.hamAndSpam(120, 1);
    private static final Dataset HELD_OUT = Messages.hamAndSpam(200, 2);
    private static final FeatureOptions FEATURES = new FeatureOptions(2, 2, 4);
    private static final MaxentOptions MAXENT = new MaxentOptions(0.1, 1e-5, 100);
    private static final ThresholdOptions THRESHOLD = new ThresholdOptions(3, 2, 0.05);
    private static final TrainerOptions OPTIONS = new TrainerOptions(FEATURES,
            new VocabularyOptions(2, VocabularyOptions.ALL), MAXENT, THRESHOLD, 111);

    private static byte[] shared = new byte[0];

    @BeforeAll
    static void trainAModel() {
        shared = train(OPTIONS, TRAIN, 1);
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 5})
    void givesTheSameBytesOnAnyNumberOfThreads(int threads) {
        assertThat(train(OPTIONS, TRAIN, threads)).isEqualTo(shared);
    }

    @Test
    void givesTheSameBytesInAnotherCountry() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(train(OPTIONS, TRAIN, 2)).isEqualTo(shared);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void ranksMessagesAlikeWhateverTheSeedOfTheFolds() {
        List<Model> models = Stream.of(1L, 2L, 3L, 4L)
                .map(seed -> read(train(new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL),
                        MAXENT, THRESHOLD, seed), TRAIN, 2)))
                .toList();

        assertThat(models).extracting(TrainerTest::ranking).containsOnly(ranking(read(shared)));
        assertThat(models).extracting(model -> model.metadata().threshold()).doesNotHaveDuplicates();
    }

    private static List<String> ranking(Model model) {
        return HELD_OUT.examples().stream().map(Example::text).distinct()
                .sorted(Comparator.comparingDouble((String text) -> model.predict(text).score())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    @Test
    void followsEachOption() {
        List<TrainerOptions> others = List.of(
                new TrainerOptions(new FeatureOptions(1, 2, 4), new VocabularyOptions(2, VocabularyOptions.ALL), MAXENT,
                        THRESHOLD, 111),
                new TrainerOptions(FEATURES, new VocabularyOptions(3, VocabularyOptions.ALL), MAXENT, THRESHOLD, 111),
                new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL),
                        new MaxentOptions(0.2, 1e-5, 100), THRESHOLD, 111),
                new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL),
                        new MaxentOptions(0.1, 1e-5, 3), THRESHOLD, 111),
                new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL), MAXENT,
                        new ThresholdOptions(4, 2, 0.05), 111),
                new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL), MAXENT,
                        new ThresholdOptions(3, 2, 0), 111));

        assertThat(others).allSatisfy(other -> assertThat(train(other, TRAIN, 2)).isNotEqualTo(shared));
    }

    @Test
    void tellsWhatEachDrawOfFoldsSaidOfEveryExampleWithTheModelsThreshold() {
        Fitted fitted = new Trainer(OPTIONS, 2, () -> {}).fit("test", LABELS, TRAIN, new TreeMap<>());

        assertThat(fitted.draws()).hasSize(2).allSatisfy(draw -> {
            assertThat(draw).hasSize(3);
            assertThat(draw.stream().flatMap(List::stream).map(Scored::id)).containsExactlyInAnyOrderElementsOf(
                    TRAIN.examples().stream().map(Example::id).toList());
        });
        double threshold = read(shared).metadata().threshold();
        assertThat(fitted.folds()).hasSize(6).allSatisfy(fold -> assertThat(fold).allSatisfy(
                each -> assertThat(each.predicted()).isEqualTo(each.score() < threshold ? 0 : 1)));
        List<Scored> pooled = fitted.folds().stream().flatMap(List::stream).toList();
        assertThat(ConfusionMatrix.of(pooled, LABELS).blocked()).isLessThanOrEqualTo(THRESHOLD.maxBlocked());
        assertThat(ConfusionMatrix.of(pooled, LABELS).mcc()).isPositive();
    }

    @Test
    void tellsTheLikeliestOfMoreLabels() {
        List<String> labels = List.of("ham", "spam", "eggs");
        Fitted fitted = new Trainer(OPTIONS, 2, () -> {}).fit("test", labels,
                Messages.of(120, 1, "ham", "spam", "eggs"),
                new TreeMap<>());

        List<Scored> pooled = fitted.folds().stream().flatMap(List::stream).toList();
        assertThat(pooled).hasSize(240).extracting(Scored::score).allSatisfy(
                score -> assertThat(score).isBetween(1.0 / 3, 1.0));
        assertThat(ConfusionMatrix.of(pooled, labels).accuracy()).isGreaterThan(0.5);
    }

    @Test
    void servesWhatSmileFitted() {
        var extractor = new NgramExtractor(FEATURES);
        Vocabulary vocabulary = new Corpus(TRAIN, LABELS, extractor, new VocabularyOptions(2, VocabularyOptions.ALL))
                .all().vocabulary();
        var features = new FeatureSet(extractor, vocabulary);
        int[][] vectors = TRAIN.examples().stream().map(each -> ids(features, each.text()))
                .toArray(int[][]::new);
        int[] labels = TRAIN.examples().stream().mapToInt(each -> LABELS.indexOf(each.label())).toArray();
        Maxent.Binomial fitted = fit(vocabulary.dimension(), vectors, labels);

        double[][] logits = HELD_OUT.examples().stream().map(Example::text).map(text -> new double[]{
            logit(fitted, ids(features, text)), logit(read(shared).predict(text).score())})
                .toArray(double[][]::new);
        double[] first = logits[0];
        double[] other = Arrays.stream(logits).max(Comparator.comparingDouble(each -> Math.abs(each[0] - first[0])))
                .orElseThrow();
        double slope = (other[1] - first[1]) / (other[0] - first[0]);
        assertThat(slope).isPositive();
        assertThat(List.of(logits)).allSatisfy(each -> assertThat(each[1]).as("Platt's line through Smile's logits")
                .isCloseTo(first[1] + slope * (each[0] - first[0]), within(1e-2)));
    }

    private static int[] ids(FeatureSet features, String text) {
        features.read(text);
        return features.toArray();
    }

    private static double logit(Maxent.Binomial fitted, int[] vector) {
        double[] probabilities = new double[2];
        fitted.predict(vector, probabilities);
        return logit(probabilities[1]);
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static Maxent.Binomial fit(int dimension, int[][] vectors, int[] labels) {
        var options = new Maxent.Options(MAXENT.lambda(), MAXENT.tolerance(), MAXENT.maxIterations());
        try (var pool = new ForkJoinPool(1)) {
            return (Maxent.Binomial) pool.submit(() -> Maxent.fit(dimension, vectors, labels, options)).join();
        }
    }

    @Test
    void learns() {
        assertThat(confusion(read(shared), HELD_OUT).mcc()).isGreaterThan(0.8);
    }

    @Test
    void putsTheThresholdBetweenScores() {
        Metadata metadata = read(shared).metadata();

        assertThat(metadata.threshold()).isBetween(0.0, 1.0).isNotIn(0.0, 0.5, 1.0);
        assertThat(metadata.labels()).isEqualTo(LABELS);
        assertThat(metadata.features()).isEqualTo(FEATURES);
        assertThat(metadata.provenance()).containsExactly(Map.entry("by", "a test"));
    }

    @Test
    void tellsItsProgressAfterEachFoldAndAtTheEnd() {
        var folds = new AtomicInteger();
        new Trainer(OPTIONS, 2, folds::incrementAndGet).train("test", LABELS, TRAIN, new TreeMap<>());

        assertThat(folds).hasValue(THRESHOLD.folds() * THRESHOLD.repeats() + 1)
                .hasValue(Trainer.steps(OPTIONS, TRAIN));
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2})
    void trainsOnThreeLabels(int threads) {
        List<String> labels = List.of("spam", "bill", "ham");
        Dataset train = Messages.of(120, 1, "ham", "spam", "bill");
        byte[] bytes = train(OPTIONS, labels, train, threads);
        Model model = read(bytes);

        assertThat(bytes).isEqualTo(train(OPTIONS, labels, train, 3));
        assertThat(model.metadata().labels()).isEqualTo(labels);
        assertThat(confusion(model, Messages.of(200, 2, "ham", "spam", "bill")).mcc()).isGreaterThan(0.75);
        assertThat(model.predict("your invoice is ready, amount due").label()).isEqualTo("bill");
        assertThat(model.predict("WIN A FREE PRIZE").label()).isEqualTo("spam");
    }

    @Test
    void drawsNoFoldsForThreeLabels() {
        Dataset train = Dataset.concat(List.of(Messages.hamAndSpam(60, 1),
                new Dataset(List.of(new Example("more.tsv:1", "bill", "your invoice is ready"),
                        new Example("more.tsv:2", "bill", "the rent is due")))));

        assertThat(read(train(OPTIONS, List.of("ham", "spam", "bill"), train, 1)).metadata().labels()).hasSize(3);
    }

    @Test
    void refusesALabelWithFewerMessagesThanFolds() {
        var options = new TrainerOptions(FEATURES, new VocabularyOptions(2, VocabularyOptions.ALL), MAXENT,
                new ThresholdOptions(10, 1, 0), 1);

        assertThatIllegalArgumentException().isThrownBy(() -> train(options, Messages.of(18, 1, "ham", "spam"), 1))
                .withMessage("expected at least 10 distinct messages of label \"ham\", found 9");
    }

    @Test
    void refusesALabelOfRepeatsOnly() {
        List<Example> same = Stream.generate(() -> new Example("test:1", "spam", "WIN 100")).limit(30).toList();
        Dataset train = Dataset.concat(List.of(Messages.of(30, 1, "ham"), new Dataset(same)));

        assertThatIllegalArgumentException().isThrownBy(() -> train(OPTIONS, train, 1))
                .withMessage("expected at least 3 distinct messages of label \"spam\", found 1");
    }

    @Test
    void refusesALineOfColumnNames() {
        Dataset train = Dataset.concat(List.of(new Dataset(List.of(new Example("a.tsv:1", "label", "text"))), TRAIN));

        assertThatIllegalArgumentException().isThrownBy(
                () -> train(OPTIONS, List.of("ham", "label", "spam"), train, 1))
                .withMessage("expected at least 2 distinct messages of label \"label\", found 1");
    }

    @Test
    void refusesALabelWithoutMessages() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> train(OPTIONS, List.of("ham", "spam", "bill"), TRAIN, 1))
                .withMessage("expected at least 2 distinct messages of label \"bill\", found 0");
    }

    @Test
    void takesTwoFilesOfOneName() {
        Dataset both = Dataset.concat(List.of(TRAIN, HELD_OUT));
        List<Example> renumbered = IntStream.range(0, both.size())
                .mapToObj(i -> new Example("all.tsv:" + (i + 1), both.examples().get(i).label(),
                        both.examples().get(i).text()))
                .toList();

        assertThat(both.examples()).extracting(Example::id).filteredOn("messages.tsv:1"::equals).hasSize(2);
        assertThat(train(OPTIONS, both, 2)).isEqualTo(train(OPTIONS, new Dataset(renumbered), 2));
    }

    @Test
    void takesAFileGivenTwice() {
        assertThat(read(train(OPTIONS, Dataset.concat(List.of(TRAIN, TRAIN)), 2)).featureCount()).isPositive();
    }

    @Test
    void answersByTheLabelsBalanceWhereNoFeatureIsFrequentEnough() {
        var options = new TrainerOptions(FEATURES, new VocabularyOptions(1000, VocabularyOptions.ALL),
                new MaxentOptions(0, 1e-5, 100), THRESHOLD, 1);
        Model model = read(train(options, Messages.of(120, 1, "ham", "ham", "spam"), 1));

        assertThat(model.featureCount()).isZero();
        Prediction prediction = model.predict("WIN A FREE PRIZE");
        assertThat(prediction.score()).isCloseTo(1 / 3.0, Offset.offset(0.001));
        assertThat(prediction.label()).isEqualTo("ham");
    }

    private static byte[] train(TrainerOptions options, Dataset examples, int threads) {
        return train(options, LABELS, examples, threads);
    }

    private static byte[] train(TrainerOptions options, List<String> labels, Dataset examples, int threads) {
        return new Trainer(options, threads, () -> {}).train("test", labels, examples,
                new TreeMap<>(Map.of("by", "a test")));
    }

    private static Model read(byte[] bytes) {
        try {
            return ModelReader.read(bytes, "test");
        } catch (ModelFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static ConfusionMatrix confusion(Model model, Dataset dataset) {
        List<Scored> scored = dataset.examples().stream().map(each -> Scored.of(model, each)).toList();
        return ConfusionMatrix.of(scored, model.metadata().labels());
    }
}
